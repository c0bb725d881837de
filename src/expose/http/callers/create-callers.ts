import type { CallerAuthentication, SimpleAuthentication } from '../../../capability/model.ts';
import type { CallerCheck, Callers } from '../callers.ts';
import { checkCredential } from './check-credential.ts';
import { describeCredential } from './credential.ts';
import { checkDigest } from './digest.ts';
import { withoutParameter } from './query-key.ts';
import { createTokenCallers, type TokenOptions } from './token-callers.ts';

/** @param authentication with its values filled in; where one is empty, nobody is let in. */
export function createCallers(authentication: CallerAuthentication, options: TokenOptions): Callers {
  switch (authentication.type) {
    case 'oauth2':
      return createTokenCallers(authentication, options);
    case 'digest':
      return ofOneCredential(checkDigest(authentication), '`Authorization: Digest …`, with a user name and password');
    default: {
      const credential = describeCredential(authentication);
      return {
        ...ofOneCredential(checkCredential(authentication.type, credential), credential.words),
        withoutKey: createKeyRemover(authentication),
        header: credentialHeader(authentication),
      };
    }
  }
}

function ofOneCredential(check: CallerCheck, shows: string): Callers {
  return {
    check,
    forbid: () => undefined,
    withoutKey: (url) => url,
    header: 'authorization',
    shows,
    metadata: undefined,
  };
}

function credentialHeader(authentication: SimpleAuthentication): string | undefined {
  if (authentication.type !== 'apikey') return 'authorization';
  return authentication.placement === 'header' ? authentication.key.toLowerCase() : undefined;
}

/**
 * Makes what takes the caller's API key out of a request's URL, where it is in the query: it is between the caller and the
 * server, and no input of an operation.
 */
function createKeyRemover(authentication: SimpleAuthentication): (url: string) => string {
  if (authentication.type !== 'apikey' || authentication.placement !== 'query') return (url) => url;
  return (url) => withoutParameter(url, authentication.key);
}
