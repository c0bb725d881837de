import { withRun } from '../decoration.ts';
import { failed } from '../outcomes.ts';
import type { Operation } from '../../../src/index.ts';
import type { Check } from './check.ts';
import type { RunsAtOnce } from './runs-at-once.ts';

/** Does nothing that is beyond a limit. */
export function withinLimits(operation: Operation, check: Check, atOnce: RunsAtOnce | undefined): Operation {
  return withRun(operation, async (inputs, context = {}) => {
    const problem = await check(inputs, context);
    if (problem) return failed(problem);
    const taken = await atOnce?.take(inputs);
    if (taken && 'code' in taken) return failed(taken);
    const outcome = await operation.run(inputs, context);
    taken?.done(outcome);
    return outcome;
  });
}
