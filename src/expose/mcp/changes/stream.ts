import type { ServerResponse } from 'node:http';

import { notificationMessage } from '../message/json-rpc.ts';
import type { Session } from '../session.ts';
import { EventStream } from '../transport/event-stream.ts';
import type { Changes } from './changes.ts';
import { changeNotification } from './notification.ts';

/**
 * Serves the stream that clients of revisions with handshake GET, to hear of changes: of all lists, and of the resources
 * they have subscribed to.
 *
 * @returns false when no more clients are let in.
 */
export function streamChanges(response: ServerResponse, session: Session, changes: Changes): boolean {
  let stream: EventStream | undefined;
  const stop = changes.listen({
    changed(change) {
      if (change.kind === 'resource' && !session.subscriptions.has(change.uri)) return;
      stream?.send(notificationMessage(...changeNotification(change)));
    },
    closed: () => stream?.end(),
  });
  if (!stop) return false;
  stream = new EventStream(response);
  response.on('close', stop);
  return true;
}
