import type { CustomTaskState, CustomTool } from '../../../src/index.ts';
import { tool } from '../tools/tool.ts';
import type { Job, Jobs } from './jobs.ts';

/** Milliseconds after which another look is worth it. */
export const lookAfter = 100;

/** A tool whose calls go on as tasks; `stateOf` says what has become of a job that was not cancelled. */
export function jobTool(
  jobs: Jobs,
  stateOf: (job: Job) => CustomTaskState,
  { name, description, call }: Pick<CustomTool, 'name' | 'description' | 'call'>,
): CustomTool {
  return {
    ...tool(name, description, call),
    tasks: {
      async look(id) {
        const job = jobs.find(id);
        if (!job) return { status: 'unknown' };
        return job.isCancelled ? { status: 'cancelled' } : stateOf(job);
      },
      async cancel(id) {
        const job = jobs.find(id);
        if (job && !isOver(stateOf(job))) job.isCancelled = true;
      },
      async answer(id, answers) {
        const job = jobs.find(id);
        for (const [question, answer] of Object.entries(answers)) job?.answers.set(question, answer);
      },
    },
  };
}

function isOver({ status }: CustomTaskState): boolean {
  return status !== 'working' && status !== 'input_required';
}

/** The same for clients alone that follow tasks. */
export function requiringTasks(one: CustomTool): CustomTool {
  return one.tasks ? { ...one, tasks: { ...one.tasks, isRequired: true } } : one;
}
