import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Failure } from '../../problem/failure.ts';
import { writeProblem } from './problem.ts';

/** What a caller is told of an exception that nobody expected. */
const internalError: Failure = {
  code: 'internal-error',
  status: 500,
  detail: 'Something went wrong inside Capstan. The log says what.',
  retry: 'check-first',
};

/** @param onDefect hears of exceptions that nobody expected; callers are told no more than that there was one. */
export function withoutThrowing(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  onDefect: ((error: unknown) => void) | undefined,
): RequestListener {
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      onDefect?.(error);
      if (response.headersSent) response.destroy();
      else writeProblem(response, internalError);
    });
  };
}
