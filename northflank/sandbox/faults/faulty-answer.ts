import { STATUS_CODES } from 'node:http';
import type { Answer } from '../request/answer.ts';
import { ApiError, errorAnswer, errors } from '../request/api-error.ts';
import type { Fault } from './fault.ts';

/** The answer of a request that a fault gives a status. */
export function faultyAnswer({ value = 500, reset }: Fault): Answer {
  const error = value === 429 ? errors.tooManyRequests() : new ApiError(value, STATUS_CODES[value] ?? 'Error');
  const answer = errorAnswer(error);
  if (value !== 429) return answer;
  const left = { 'x-ratelimit-remaining': '0', ...(reset !== undefined && { 'x-ratelimit-reset': String(reset) }) };
  return { ...answer, headers: { ...answer.headers, ...left } };
}
