import type { Forward } from '../capability/model.ts';
import type { Api } from '../consume/api.ts';
import type { Forwarded } from '../consume/request/plan-forward.ts';
import type { Cancel, Receiver } from '../consume/answer/receiver.ts';

/** A path below which everything goes on to a consumed API. */
export interface Forwarding {
  readonly path: string;
  /** What a caller's token must allow; the face sees to it. */
  readonly scopes: readonly string[];
  /** Sends a request on; what comes of it goes to the receiver. Never throws. */
  send(request: Forwarded, receiver: Receiver): Cancel;
}

export type { Forwarded } from '../consume/request/plan-forward.ts';

export function compileForward({ path, trustedHeaders, scopes }: Forward, api: Api): Forwarding {
  const plan = api.planForward(trustedHeaders);
  return {
    path,
    scopes,
    send(forwarded, receiver) {
      const request = api.blocked ?? plan(forwarded);
      if ('headers' in request) return api.send(request, receiver);
      receiver.fail(request);
      return () => undefined;
    },
  };
}
