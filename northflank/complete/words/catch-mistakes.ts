import { withRun, type Decoration } from '../decoration.ts';
import { invalidBody } from '../invalid-body.ts';
import { membersOf } from '../inputs.ts';
import { failed } from '../outcomes.ts';
import { mistakesInJob, mistakesInRun } from './mistakes.ts';

/** Tells of common mistakes what was meant, before anything is sent. */
export const catchMistakes: Decoration = (operation, { calls }) => {
  const find = mistakes.get(calls);
  if (!find) return operation;
  return withRun(operation, async (inputs, context) => {
    const found = find(membersOf(inputs));
    return found.length > 0 ? failed(invalidBody(found)) : operation.run(inputs, context);
  });
};

const mistakes: ReadonlyMap<string, typeof mistakesInRun> = new Map([
  ['create-job', (body) => mistakesInJob(body, true)],
  ['put-job', (body) => mistakesInJob(body, true)],
  ['update-job', (body) => mistakesInJob(body, false)],
  ['start-run', mistakesInRun],
]);
