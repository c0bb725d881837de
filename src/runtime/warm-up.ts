import type { Operation } from '../operation/operation.ts';

/** Beyond this many operations a document is too large to prepare all of it; the rest is prepared by its first call. */
const most = 64;

/**
 * Compiles the input checks of operations, one at a time in idle moments after the start, so that neither the start nor
 * the first caller waits for them.
 */
export function warmUp(operations: readonly Operation[]): void {
  const [operation, ...rest] = operations.slice(0, most);
  if (!operation) return;
  setImmediate(() => {
    operation.warmUp();
    warmUp(rest);
  }).unref();
}
