import type { Headers } from '../../../consume/answer/receiver.ts';
import { singleHeader } from '../transport/single-header.ts';

/**
 * How many seconds an upstream asks to wait: by `Retry-After` (RFC 9110 §10.2.3, seconds or a date), or else until its rate
 * limit starts anew, by the header `RateLimit` or the older `X-RateLimit-Reset` and `RateLimit-Reset`, whose value is a
 * number of seconds or a time.
 *
 * @param now milliseconds since 1970.
 * @returns undefined where it says nothing that can be understood, or a time that has passed.
 */
export function secondsToWait(headers: Headers, now: number): number | undefined {
  const retryAfter = singleHeader(headers['retry-after']);
  const asked = retryAfter === undefined ? undefined : secondsOf(retryAfter, now);
  if (asked !== undefined) return asked;
  const [, inSeconds] = /(?:^|[;,\s])t=(\d+)/.exec(singleHeader(headers['ratelimit']) ?? '') ?? [];
  const reset = inSeconds ?? singleHeader(headers['x-ratelimit-reset']) ?? singleHeader(headers['ratelimit-reset']);
  return reset === undefined ? undefined : secondsOf(reset, now);
}

/** As seconds since 1970 this is a time of 2001, and as a span more than anybody would ask for. */
const earliestTime = 1_000_000_000;
const earliestTimeInMilliseconds = earliestTime * 1000;

function secondsOf(text: string, now: number): number | undefined {
  const number = Number(text);
  if (!Number.isFinite(number)) return later(Date.parse(text), now);
  if (number >= earliestTimeInMilliseconds) return later(number, now);
  return number >= earliestTime ? later(number * 1000, now) : Math.ceil(number);
}

function later(time: number, now: number): number | undefined {
  return time > now ? Math.ceil((time - now) / 1000) : undefined;
}
