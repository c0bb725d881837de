import type { Outcome } from '../../../src/index.ts';
import { numberIn } from '../outcomes.ts';

/** When to look again, in milliseconds; more and more seldom, and so that the hour's requests last. */
export interface Pace {
  next(outcome: Outcome): number;
}

const first = 1000;
const longest = 15_000;
/** While more requests than these are left, one wait does not use them up. */
const plenty = 100;
/** So much of what is left then may be used up by looking. */
const share = 0.5;

export function createPace(): Pace {
  let pause = first / 1.5;
  return {
    next(outcome) {
      pause = Math.min(pause * 1.5, longest);
      const remaining = numberIn(outcome, 'x-ratelimit-remaining');
      const reset = numberIn(outcome, 'x-ratelimit-reset');
      if (remaining === undefined || reset === undefined || remaining > plenty) return pause;
      const affordable = (reset * 1000) / Math.max(1, remaining * share);
      return Math.max(pause, affordable);
    },
  };
}
