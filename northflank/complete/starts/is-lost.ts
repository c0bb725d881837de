import type { Outcome } from '../../../src/index.ts';

const codes = new Set(['outcome-unknown', 'upstream-broken', 'answer-too-large', 'canceled']);

/** Whether a call may have taken effect all the same: it was sent, and what came back does not tell. */
export function isLost(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'refused':
      return outcome.answer.status >= 500 || outcome.answer.status === 408;
    case 'failure':
      return codes.has(outcome.failure.code);
    default:
      return true; // it was to be JSON of a certain form
  }
}
