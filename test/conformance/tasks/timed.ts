import { setTimeout as pause } from 'node:timers/promises';
import type { CustomTaskState, CustomTool } from '../../../src/index.ts';
import { says } from '../tools/tool.ts';
import { jobTool, lookAfter, requiringTasks } from './job-tool.ts';
import type { Job, Jobs } from './jobs.ts';

/** Milliseconds until a job that fails has failed. */
const shortly = 1000;

/** Tools that take their time, each to an end of another kind. */
export function timedTools(jobs: Jobs): readonly CustomTool[] {
  const begin = (subject: string, milliseconds: number) =>
    ({ kind: 'started', handle: jobs.begin(subject, milliseconds), lookAfter }) as const;
  return [
    {
      ...jobTool(jobs, whenOver(computed), {
        name: 'slow_compute',
        description: 'Computes for some seconds.',
        async call(inputs, { followsTasks }) {
          const { seconds, label = 'computation' } = inputs as { readonly seconds: number; readonly label?: string }; // as the schema has it
          if (followsTasks) return begin(label, seconds * 1000);
          await pause(seconds * 1000);
          return says(`The ${label} is done.`);
        },
      }),
      inputSchema: {
        type: 'object',
        properties: {
          seconds: { type: 'number', minimum: 0, maximum: 120, description: 'How long it takes' },
          label: { type: 'string', description: 'What it is called' },
        },
        required: ['seconds'],
        additionalProperties: false,
      },
    },
    requiringTasks(
      jobTool(jobs, whenOver(failed), {
        name: 'failing_job',
        description: 'Fails after a second.',
        call: async () => begin('job', shortly),
      }),
    ),
    jobTool(jobs, whenOver(broken), {
      name: 'protocol_error_job',
      description: 'Breaks after a second.',
      call: async (_inputs, { followsTasks }) => (followsTasks ? begin('job', shortly) : breakdown),
    }),
  ];
}

function whenOver(end: (job: Job) => CustomTaskState): (job: Job) => CustomTaskState {
  return (job) => (Date.now() < job.ends ? { status: 'working', lookAfter } : end(job));
}

function computed({ subject }: Job): CustomTaskState {
  return { status: 'completed', result: says(`The ${subject} is done.`) };
}

function failed(): CustomTaskState {
  return { status: 'completed', result: { ...says('The job has failed, as it always does.'), isError: true } };
}

const breakdown = { kind: 'error', code: -32603, httpStatus: 200, message: 'The job has broken down.' } as const;

function broken(): CustomTaskState {
  return { status: 'failed', error: breakdown };
}
