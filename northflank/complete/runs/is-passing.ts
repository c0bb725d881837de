import type { Outcome } from '../../../src/index.ts';

/** Whether a look came to nothing for now: of a busy or unreachable API nothing follows for a run. */
export function isPassing(outcome: Outcome): boolean {
  if (outcome.kind === 'refused') return outcome.answer.status === 429 || outcome.answer.status >= 500;
  return outcome.kind === 'failure' && outcome.failure.retry === 'safe';
}
