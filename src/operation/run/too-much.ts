import { TooManyValues } from '../../expression/json-path/too-many-values.ts';
import type { Failure } from '../../problem/failure.ts';

/** What a call comes to whose answer can be parsed, but not worked with. */
export const tooDeep: Failure = {
  code: 'upstream-broken',
  status: 502,
  detail: 'The API answered, but its answer is nested too deeply to be read.',
  retry: 'check-first',
};

/** What a call comes to that an answer is too much for; any other error is thrown again. */
export function answerTooMuch(error: unknown): Failure {
  // To look at every answer for how deep it is would slow all of them down; the stack ends only where one is too deep.
  if (error instanceof RangeError) return tooDeep;
  if (!(error instanceof TooManyValues)) throw error;
  return { ...tooDeep, detail: `The API answered, but its answer cannot be read: ${error.message} of it.` };
}

/** What a call comes to that its inputs are too much for; any other error is thrown again. */
export function inputsTooMuch(error: unknown): Failure {
  if (!(error instanceof TooManyValues)) throw error;
  const detail = `The inputs cannot be read: ${error.message} of them. Nothing was sent.`;
  return { code: 'invalid-input', status: 400, detail, retry: 'never' };
}
