import { isObject } from '../../../json/json.ts';
import type { ClientCapabilities } from '../session.ts';
import type { InputRequest } from './input-required.ts';

/**
 * What a client would have to declare to be asked this.
 *
 * @returns the missing capability as `ClientCapabilities`, or undefined when the client has it.
 */
export function missingCapability({ method, params }: InputRequest, client: ClientCapabilities): object | undefined {
  switch (method) {
    case 'elicitation/create': {
      const mode = 'mode' in params && params.mode === 'url' ? 'url' : 'form';
      return canElicit(client, mode) ? undefined : { elicitation: { [mode]: {} } };
    }
    case 'sampling/createMessage':
      return isObject(client['sampling']) ? undefined : { sampling: {} };
    case 'roots/list':
      return isObject(client['roots']) ? undefined : { roots: {} };
  }
}

/** A client that says nothing of ways can show forms, as all could when there was no other way. */
export function canElicit({ elicitation }: ClientCapabilities, mode: 'form' | 'url'): boolean {
  if (!isObject(elicitation)) return false;
  return isObject(elicitation[mode]) || (mode === 'form' && !isObject(elicitation['url']));
}
