import type { Progress } from '../../../operation/call-context.ts';
import type { Exchange } from '../exchange.ts';

/** What tells the client how far its request has come; undefined when it cannot hear it, or its token is none. */
export function progressTo(exchange: Exchange, progressToken: unknown): ((progress: Progress) => void) | undefined {
  const isToken = typeof progressToken === 'string' || Number.isSafeInteger(progressToken);
  if (!isToken || !exchange.canNotify) return undefined;
  let last = Number.NEGATIVE_INFINITY;
  return ({ done, total, message }) => {
    if (done <= last) return; // it must grow with each
    last = done;
    exchange.notify('notifications/progress', { progressToken, progress: done, total, message });
  };
}
