import { randomUUID } from 'node:crypto';

import { isObject } from '../../../json/json.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { Seal } from '../seal.ts';
import { Session, type ClientCapabilities } from '../session.ts';

/** The clients that have introduced themselves over HTTP. */
export interface Sessions {
  open(capabilities: ClientCapabilities, caller: Caller | undefined): Session;
  /** @returns `ended` for one that its client has ended; undefined for an id that was never given out to this caller. */
  find(id: string, caller: Caller | undefined): Session | 'ended' | undefined;
  /** @returns whether there was such a session. */
  end(id: string, caller: Caller | undefined): boolean;
}

/** More than this many are not remembered: of the oldest, what they can do is still known, as their id says it. */
const most = 10_000;

/** What may be asked of a client; all else that it says of itself is of no use here. */
const askable = ['elicitation', 'sampling', 'roots'] as const;

/**
 * A session's id holds what its client can do, sealed, so a session outlives its being forgotten, and with a lasting key
 * the process. Losing one does no harm: the client is then served as one of which nothing is known. Nobody can use the session of another caller.
 */
export function createSessions(seal: Seal): Sessions {
  const known = new Map<string, Session | 'ended'>();
  const remember = (key: string, session: Session | 'ended'): void => {
    known.delete(key);
    known.set(key, session);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  };
  const find = (id: string, caller: Caller | undefined): Session | 'ended' | undefined => {
    const key = keyOf(id, caller);
    const session = known.get(key);
    if (session !== undefined) return session;
    const opened = seal.open(purposeOf(caller), id);
    if (!('value' in opened) || !isObject(opened.value)) return undefined;
    const found = new Session(id, opened.value['capabilities'] as ClientCapabilities); // sealed below
    remember(key, found);
    return found;
  };
  return {
    open(given, caller) {
      const capabilities = Object.fromEntries(
        askable.flatMap((name) => (isObject(given[name]) ? [[name, modesOf(given[name])]] : [])),
      );
      const id = seal.close(purposeOf(caller), { capabilities, nonce: randomUUID() });
      const session = new Session(id, capabilities);
      remember(keyOf(id, caller), session);
      return session;
    },
    find,
    end(id, caller) {
      if (find(id, caller) === undefined) return false;
      remember(keyOf(id, caller), 'ended');
      return true;
    },
  };
}

function purposeOf(caller: Caller | undefined): string {
  return `session ${caller?.id ?? ''}`;
}

function keyOf(id: string, caller: Caller | undefined): string {
  return `${id} ${caller?.id ?? ''}`;
}

/** Of `elicitation` it matters in which ways (`form`, `url`) it can be done. */
function modesOf(capability: Readonly<Record<string, unknown>>): Record<string, Record<string, never>> {
  return Object.fromEntries(['form', 'url'].filter((mode) => isObject(capability[mode])).map((mode) => [mode, {}]));
}
