import type { CustomTaskState, CustomTool, InputRequest } from '../../../src/index.ts';
import { fieldOf } from '../tools/answers.ts';
import { askFor } from '../tools/questions.ts';
import { says } from '../tools/tool.ts';
import { jobTool, lookAfter, requiringTasks } from './job-tool.ts';
import type { Job, Jobs } from './jobs.ts';

/** Tools that have something to ask: once they have become tasks, or before they do. */
export function askingTaskTools(jobs: Jobs): readonly CustomTool[] {
  const begin = (subject: string) => ({ kind: 'started', handle: jobs.begin(subject, 0), lookAfter }) as const;
  return [
    {
      ...jobTool(jobs, askAll({ confirm: askFor('confirm', 'Delete it?', 'boolean') }), {
        name: 'confirm_delete',
        description: 'Deletes a file, once that is confirmed.',
        call: async ({ filename }, { followsTasks }) =>
          followsTasks ? begin(String(filename)) : says('Nothing is deleted: this client confirms nothing.'),
      }),
      inputSchema: {
        type: 'object',
        properties: { filename: { type: 'string', description: 'The file' } },
        required: ['filename'],
        additionalProperties: false,
      },
    },
    jobTool(jobs, askAll({ first: askFor('name', 'The first name?'), second: askFor('name', 'The second name?') }), {
      name: 'multi_input',
      description: 'Asks two things at once.',
      call: async (_inputs, { followsTasks }) => (followsTasks ? begin('') : says('This client cannot be asked.')),
    }),
    requiringTasks(
      jobTool(jobs, ({ subject }) => ({ status: 'completed', result: says(`Hello, ${subject}!`) }), {
        name: 'test_tool_with_task',
        description: 'Asks for a name, and greets when it has found the time.',
        async call(_inputs, { round }) {
          const name = fieldOf(round, 'user_name', 'name');
          if (name !== undefined) return begin(String(name));
          return { kind: 'input-required', requests: { user_name: askFor('name', 'What is your name?') } };
        },
      }),
    ),
  ];
}

/** Works as soon as there is an answer to everything. */
function askAll(requests: Readonly<Record<string, InputRequest>>): (job: Job) => CustomTaskState {
  return ({ answers }) => {
    const open = Object.entries(requests).filter(([name]) => !answers.has(name));
    return open.length > 0
      ? { status: 'input_required', requests: Object.fromEntries(open) }
      : { status: 'completed', result: says('Everything is answered.') };
  };
}
