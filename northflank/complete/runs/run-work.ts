import type { Json, Operation, Outcome, Work } from '../../../src/index.ts';
import type { Decoration } from '../decoration.ts';
import { jobOf } from '../inputs.ts';
import { asText, dataOf, isObject, memberOf } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import type { RunName } from './ending.ts';
import { isPassing } from './is-passing.ts';
import { createPace } from './pace.ts';
import { reportOf } from './report.ts';
import { isRun } from './run.ts';

/** So many lines of the log are told of a run that did not succeed. */
const logLines = 20;

/** Lets those who follow tasks follow a run to its end. */
export function followRuns(upstream: Upstream): Decoration {
  return (operation, { calls, face }): Operation =>
    calls === 'start-run' && face === 'mcp' ? { ...operation, work: runWork(upstream) } : operation;
}

function runWork(upstream: Upstream): Work {
  return {
    handleOf(outcome, inputs) {
      const runId = memberOf(outcome, 'data.id');
      return typeof runId === 'string' ? { ...jobOf(inputs), runId } : undefined;
    },
    async look(handle, context) {
      const name = nameOf(handle);
      const outcome = await upstream.call('get-run', { ...name }, context);
      const run = dataOf(outcome);
      if (!isRun(run)) return isPassing(outcome) ? { status: 'working', lookAfter: 5000 } : { status: 'done', outcome };
      if (run.concluded) return { status: 'done', outcome: await reportOf(upstream, name, run, logLines) };
      const age = Math.max(0, Date.now() - Date.parse(run.startedAt));
      return { status: 'working', message: `${run.runName} is running`, lookAfter: lookAfter(age, outcome) };
    },
    async cancel(handle, context) {
      await upstream.call('abort-run', { ...nameOf(handle) }, context);
    },
  };
}

/** What is young is looked at soon, and all of it so that the hour's requests last. */
function lookAfter(age: number, outcome: Outcome): number {
  return Math.round(Math.max(Math.min(age / 4, 15_000), createPace().next(outcome)));
}

function nameOf(handle: Json): RunName {
  const { projectId, jobId, runId } = isObject(handle) ? handle : {};
  return { projectId: asText(projectId), jobId: asText(jobId), runId: asText(runId) };
}
