import type { Failure } from '../../../src/index.ts';

export const malformedKey: Failure = {
  code: 'invalid-input',
  status: 400,
  detail: 'An idempotency key is 1 to 255 visible ASCII characters. Nothing was sent.',
  retry: 'never',
  fields: [{ field: 'idempotency_key', message: 'has to be 1 to 255 visible ASCII characters' }],
};

export const keyReused: Failure = {
  code: 'key-reused',
  status: 422,
  detail:
    'This idempotency key was used before for a request that differs from this one. Take a new key for a new request; to repeat the first one, send it as it was. Nothing was sent.',
  retry: 'never',
};

export const notDone: Failure = {
  code: 'not-done',
  status: 503,
  detail: 'The request was sent and no answer came. Capstan has looked: it did not take effect.',
  retry: 'safe',
};

export const notRemembered: Failure = {
  code: 'internal-error',
  status: 500,
  detail:
    'The data file of Capstan (CAPSTAN_DATA) cannot be written, so a repeat of this request could not be told from a new one. Nothing was sent.',
  retry: 'safe',
};

/** @param runs ids of those that may be the one. */
export function stillUnknown(why: string, runs: readonly string[]): Failure {
  const which = runs.length === 0 ? '' : ` It may be ${runs.join(' or ')}.`;
  return {
    code: 'outcome-unknown',
    status: 504,
    detail: `The request was sent, no answer came, and whether it took effect cannot be told: ${why}.${which} Look before you repeat it; with the same idempotency key, a repeat looks again and starts nothing blindly.`,
    retry: 'check-first',
  };
}
