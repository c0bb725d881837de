import type { CacheHint } from './wording.ts';

/** How long clients may keep what they get. */
export interface Caching {
  /** Of lists, and of what changes no more often than they do. */
  readonly lasting: CacheHint;
  /** Of what may change at any time. */
  readonly fleeting: CacheHint;
}

/**
 * Lists change only when the document is reloaded, and are the same for everyone who may see them. What is read upstream
 * may be another thing the next time, or for the next caller.
 *
 * @param written what the document says, of all it serves.
 * @param isClosed whether callers must authenticate: then nothing is for everyone, whatever is written.
 */
export function decideCaching(written: Partial<CacheHint> = {}, isClosed: boolean): Caching {
  const closed = isClosed ? ({ cacheScope: 'private' } as const) : {};
  return {
    lasting: { ttlMs: 300_000, cacheScope: 'public', ...written, ...closed },
    fleeting: { ttlMs: 0, cacheScope: 'private', ...written, ...closed },
  };
}
