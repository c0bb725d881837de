import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../operation/caller.ts';
import type { CallerRefusal } from './callers.ts';

/** Decides whether a caller has made as many calls as it may for now; undefined lets it go on. */
export type Pace = (request: IncomingMessage, caller: Caller | undefined) => CallerRefusal | undefined;

/** More callers than this are not told apart at a time: those who have not called for longest begin anew. */
const mostCallers = 10_000;

interface Account {
  /** Calls that may be made at once, as of `since`. */
  left: number;
  since: number;
}

/**
 * Lets each caller make so many calls a minute, up to as many of them at once (a token bucket). Callers are told apart by
 * who they have shown they are, or else by the address they call from.
 *
 * @param now milliseconds of any clock that goes on evenly.
 */
export function createPace(perMinute: number, now: () => number = () => performance.now()): Pace {
  const accounts = new Map<string, Account>();
  const perMillisecond = perMinute / 60_000;
  return ({ socket }, caller) => {
    const name = caller === undefined ? `address ${socket.remoteAddress ?? ''}` : `caller ${caller.id}`;
    const time = now();
    const account = accounts.get(name) ?? { left: perMinute, since: time };
    account.left = Math.min(perMinute, account.left + (time - account.since) * perMillisecond);
    account.since = time;
    accounts.delete(name);
    accounts.set(name, account);
    const [oldest] = accounts.keys();
    if (accounts.size > mostCallers && oldest !== undefined) accounts.delete(oldest);
    if (account.left < 1) return tooFast(perMinute, Math.ceil((1 - account.left) / perMillisecond / 1000));
    account.left--;
    return undefined;
  };
}

function tooFast(perMinute: number, seconds: number): CallerRefusal {
  return {
    failure: {
      code: 'too-many-calls',
      status: 429,
      detail: `This server takes ${perMinute} calls a minute from each caller. Call again in ${seconds} s; nothing was sent.`,
      retry: 'safe',
    },
    headers: { 'retry-after': String(seconds) },
  };
}
