import type { Method } from '../era.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import { scopesOf, type Offer } from '../offer.ts';
import { refusedCaller } from '../refused-caller.ts';
import { compileResourceFinder } from '../resources/find-resource.ts';

/** More than this many is no interest. */
const most = 1000;

/** `resources/subscribe` and `resources/unsubscribe` (revisions with handshake); nothing where nobody tells of changes. */
export function subscriptionMethods(offer: Offer): readonly (readonly [string, Method])[] {
  const { resources, isWatched = false, callers } = offer;
  if (!isWatched || resources.length === 0) return [];
  const find = compileResourceFinder(resources);
  return [
    [
      'resources/subscribe',
      ({ uri }, { session, caller }) => {
        const resource = typeof uri === 'string' ? find(uri)?.resource : undefined;
        if (!resource || typeof uri !== 'string') {
          return rpcError(errorCode.resourceNotFound, 200, 'Resource not found: it cannot change.', { uri });
        }
        const forbidden = callers?.forbid(caller, scopesOf(resource));
        if (forbidden) return refusedCaller(forbidden);
        if (!session) return noSession;
        if (session.subscriptions.size >= most) return tooMany;
        session.subscriptions.add(uri);
        return '{}';
      },
    ],
    [
      'resources/unsubscribe',
      ({ uri }, { session }) => {
        if (typeof uri === 'string') session?.subscriptions.delete(uri);
        return '{}';
      },
    ],
  ];
}

const noSession = rpcError(
  errorCode.invalidRequest,
  200,
  'Only a session can hear of changes: send `initialize` to begin one, and its id with every request.',
);
const tooMany = rpcError(errorCode.invalidRequest, 200, `A session hears of ${most} resources at most.`);
