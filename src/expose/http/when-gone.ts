import type { ServerResponse } from 'node:http';
import type { Cancel } from '../../consume/answer/receiver.ts';

/** Cancels what a caller has asked for when it goes away before its answer is complete. */
export function whenGone(response: ServerResponse, cancel: Cancel): void {
  if (response.destroyed) return cancel();
  // 'close' comes after every answer too.
  response.on('close', () => {
    if (!response.writableFinished) cancel();
  });
}
