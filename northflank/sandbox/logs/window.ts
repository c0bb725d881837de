import { errors } from '../request/api-error.ts';
import type { Query } from '../request/query.ts';

/** A time to look at, in milliseconds; both ends belong to it. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/**
 * The time a query asks for: any two of begin, end and length say it. The end is now and the length the usual one
 * unless given; a begin alone lasts until now.
 *
 * @param usual the length where none is given, in seconds
 * @throws ApiError when all three are given.
 */
export function windowOf({ startTime, endTime, duration }: Query, now: number, usual: number): Window {
  if (startTime !== undefined && endTime !== undefined && duration !== undefined) {
    throw errors.invalid({ duration: ['goes with at most one of startTime and endTime'] });
  }
  const length = (duration ?? usual) * 1000;
  if (startTime !== undefined) {
    const from = Date.parse(startTime);
    return {
      from,
      until: endTime === undefined ? (duration === undefined ? now : from + length) : Date.parse(endTime),
    };
  }
  const until = endTime === undefined ? now : Date.parse(endTime);
  return { from: until - length, until };
}
