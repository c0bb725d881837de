import type { FieldProblem, Json } from '../../../src/index.ts';
import { withRun, type Decoration } from '../decoration.ts';
import { invalidBody } from '../invalid-body.ts';
import { membersOf } from '../inputs.ts';
import { failed, isObject, memberAt } from '../outcomes.ts';
import { nextTimes } from './next-times.ts';
import { scheduleProblem } from './schedule-problem.ts';

/** Where the bodies of operations have their schedule. */
const places: ReadonlyMap<string, string> = new Map([
  ...['create-job', 'put-job', 'update-job', 'update-settings'].map(
    (name) => [name, 'settings.cron.schedule'] as const,
  ),
  ...['create-cron-job', 'put-cron-job', 'update-cron-job'].map((name) => [name, 'schedule'] as const),
]);

/** So many of the next times are shown. */
const shown = 3;

/** Checks schedules, which Northflank itself takes as they are, and says over MCP when they will come round. */
export const checkSchedules: Decoration = (operation, { calls, face }) => {
  const place = places.get(calls);
  if (place === undefined) return operation;
  return withRun(operation, async (inputs, context) => {
    const schedule = memberAt(membersOf(inputs), place);
    if (typeof schedule !== 'string') return operation.run(inputs, context);
    const problem = await problemOf(schedule, `body.${place}`);
    if (problem) return failed(invalidBody([problem]));
    const outcome = await operation.run(inputs, context);
    if (outcome.kind !== 'value' || !isObject(outcome.value) || (face === 'rest' && inputs['dry_run'] !== true))
      return outcome;
    const value = { ...outcome.value, schedule: await whenItComes(schedule) };
    return { ...outcome, value, text: JSON.stringify(value) };
  });
};

async function problemOf(schedule: string, field: string): Promise<FieldProblem | undefined> {
  const message = scheduleProblem(schedule);
  if (message !== undefined) return { field, message };
  const times = await nextTimes(schedule, 1);
  return times.length === 0 ? { field, message: 'never comes: there is no such day' } : undefined;
}

async function whenItComes(schedule: string): Promise<Json> {
  return { next: [...(await nextTimes(schedule, shown))], timeZone: 'UTC' };
}
