import type { Failure } from '../../problem/failure.ts';

/** What a caller is told of an exception that nobody expected. */
export const internalError: Failure = {
  code: 'internal-error',
  status: 500,
  detail: 'Something went wrong inside Capstan. The log says what.',
  retry: 'check-first',
};
