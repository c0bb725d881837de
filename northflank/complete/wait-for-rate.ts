import type { Operation, Outcome } from '../../src/index.ts';
import { watchCaller } from './caller-gone.ts';
import { withRun } from './decoration.ts';
import { numberIn } from './outcomes.ts';

/**
 * Waits when the hour's requests are used up, until there are new ones, and asks again: a 429 is the one answer that
 * proves that nothing was done. Where that would take longer than `longest` milliseconds, or nobody waits any more, the
 * refusal is the answer.
 */
export function waitForRate(operation: Operation, longest: number): Operation {
  return withRun(operation, async (inputs, context) => {
    const until = Date.now() + longest;
    let outcome = await operation.run(inputs, context);
    if (!isRefusedByRate(outcome)) return outcome;
    const caller = watchCaller(context);
    while (isRefusedByRate(outcome)) {
      const seconds = numberIn(outcome, 'retry-after') ?? numberIn(outcome, 'x-ratelimit-reset') ?? 1;
      const pause = Math.max(seconds, 0.1) * 1000;
      if (Date.now() + pause > until) return outcome;
      context?.progress?.({
        done: 0,
        message: `The requests of this hour are used up; waiting ${Math.ceil(seconds)} s`,
      });
      await caller.pause(pause);
      if (caller.is()) return outcome;
      outcome = await operation.run(inputs, context);
    }
    return outcome;
  });
}

function isRefusedByRate(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.answer.status === 429;
}
