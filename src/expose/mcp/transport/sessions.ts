import { randomUUID } from 'node:crypto';

import { isObject } from '../../../json/json.ts';
import type { Seal } from '../seal.ts';
import { Session, type ClientCapabilities } from '../session.ts';

/** The clients that have introduced themselves over HTTP. */
export interface Sessions {
  open(capabilities: ClientCapabilities): Session;
  /** @returns `ended` for one that its client has ended; undefined for an id that was never given out. */
  find(id: string): Session | 'ended' | undefined;
  /** @returns whether there was such a session. */
  end(id: string): boolean;
}

/** More than this many are not remembered: of the oldest, what they can do is still known, as their id says it. */
const most = 10_000;

/** What may be asked of a client; all else that it says of itself is of no use here. */
const askable = ['elicitation', 'sampling', 'roots'] as const;

/**
 * A session's id holds what its client can do, sealed, so a session outlives its being forgotten, and with a lasting key
 * the process. Losing one does no harm: the client is then served as one of which nothing is known.
 */
export function createSessions(seal: Seal): Sessions {
  const known = new Map<string, Session | 'ended'>();
  const remember = (id: string, session: Session | 'ended'): void => {
    known.delete(id);
    known.set(id, session);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  };
  const find = (id: string): Session | 'ended' | undefined => {
    const session = known.get(id);
    if (session !== undefined) return session;
    const opened = seal.open(purpose, id);
    if (!('value' in opened) || !isObject(opened.value)) return undefined;
    const found = new Session(id, opened.value['capabilities'] as ClientCapabilities); // sealed below
    remember(id, found);
    return found;
  };
  return {
    open(given) {
      const capabilities = Object.fromEntries(
        askable.flatMap((name) => (isObject(given[name]) ? [[name, modesOf(given[name])]] : [])),
      );
      const id = seal.close(purpose, { capabilities, nonce: randomUUID() });
      const session = new Session(id, capabilities);
      remember(id, session);
      return session;
    },
    find,
    end(id) {
      if (find(id) === undefined) return false;
      remember(id, 'ended');
      return true;
    },
  };
}

const purpose = 'session';

/** Of `elicitation` it matters in which ways (`form`, `url`) it can be done. */
function modesOf(capability: Readonly<Record<string, unknown>>): Record<string, Record<string, never>> {
  return Object.fromEntries(['form', 'url'].filter((mode) => isObject(capability[mode])).map((mode) => [mode, {}]));
}
