import type { Clock } from '../clock.ts';

const hour = 3_600_000;

/** What the API allows an hour unless something else was agreed. */
export const usualLimit = 1000;

export interface RateLimit {
  /** Counts a request: whether it is one too many, and the headers its answer carries. */
  count(): { readonly refused: boolean; readonly headers: Readonly<Record<string, string>> };
}

/**
 * So many requests an hour, which begins with the first request.
 *
 * @param requests 0 never refuses, and says in its headers that one more is always left.
 * @param speed how many times faster than its caller's the clock goes; `x-ratelimit-reset` is in the caller's seconds.
 */
export function createRateLimit(requests: number, now: Clock, speed: number): RateLimit {
  const limit = requests === 0 ? usualLimit : requests;
  let opened = Number.NEGATIVE_INFINITY;
  let used = 0;
  return {
    count() {
      const time = now();
      if (time - opened >= hour) {
        opened = time;
        used = 0;
      }
      used += 1;
      const remaining = Math.max(limit - used, requests === 0 ? 1 : 0);
      return {
        refused: requests !== 0 && used > limit,
        headers: {
          'x-ratelimit-limit': String(limit),
          'x-ratelimit-remaining': String(remaining),
          'x-ratelimit-reset': String(Math.ceil((opened + hour - time) / 1000 / speed)),
        },
      };
    },
  };
}
