import type { Inputs } from '../../../src/index.ts';
import { withRun, type Decoration } from '../decoration.ts';
import { jobOf, textOf } from '../inputs.ts';
import { failed, memberOf } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import { reportSchema } from './report-schema.ts';
import { waitForRun, type WaitOptions } from './wait.ts';

/** Makes `wait-for-run` wait, where the document can only look once. */
export function waiting(upstream: Upstream): Decoration {
  return (operation, { name }) => {
    if (name !== 'wait-for-run') return operation;
    const decorated = withRun(operation, async (inputs, context) => {
      const options = readOptions(inputs, { usual: 60, longest: 600 });
      if (!options) return failed(outOfRange(600));
      const runId = textOf(inputs, 'runId') ?? '';
      return waitForRun(upstream, { ...jobOf(inputs), runId }, options, context);
    });
    return { ...decorated, resultSchema: reportSchema };
  };
}

/** Makes `run-and-wait` wait for what it starts. Goes around all that makes a start safe. */
export function runAndWait(upstream: Upstream): Decoration {
  return (operation, { name }) => {
    if (name !== 'run-and-wait') return operation;
    const decorated = withRun(operation, async (inputs, context) => {
      const options = readOptions(inputs, { usual: 600, longest: 3600 });
      if (!options) return failed(outOfRange(3600));
      const { timeout_seconds: _, log_lines: __, ...start } = inputs;
      const started = await operation.run(start, context);
      const runId = memberOf(started, 'data.id');
      if (typeof runId !== 'string') return started;
      return waitForRun(upstream, { ...jobOf(inputs), runId }, options, context);
    });
    return { ...decorated, resultSchema: reportSchema };
  };
}

function readOptions(
  { timeout_seconds: seconds, log_lines: lines = 20 }: Inputs,
  { usual, longest }: { readonly usual: number; readonly longest: number },
): WaitOptions | undefined {
  const time = seconds ?? usual;
  if (typeof time !== 'number' || time < 1 || time > longest) return undefined;
  if (typeof lines !== 'number' || lines < 0 || lines > 200) return undefined;
  return { timeout: time * 1000, logLines: lines };
}

function outOfRange(longest: number) {
  return {
    code: 'invalid-input',
    status: 400,
    detail: `timeout_seconds is from 1 to ${longest}, and log_lines from 0 to 200. Nothing was sent.`,
    retry: 'never',
    fields: [
      { field: 'timeout_seconds', message: `has to be from 1 to ${longest}` },
      { field: 'log_lines', message: 'has to be from 0 to 200' },
    ],
  } as const;
}
