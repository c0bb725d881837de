import type { CallContext, Outcome } from '../../../src/index.ts';
import { watchCaller } from '../caller-gone.ts';
import { dataOf, failed } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import type { RunName } from './ending.ts';
import { followLog } from './follow-log.ts';
import { isPassing } from './is-passing.ts';
import { createPace } from './pace.ts';
import { reportOf } from './report.ts';
import { isRun } from './run.ts';

export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout: number;
  /** So many lines of the log are told where the run did not succeed. */
  readonly logLines: number;
}

/** Waits until a run is over or the time is up, and tells how it stands then. */
export async function waitForRun(
  upstream: Upstream,
  name: RunName,
  { timeout, logLines }: WaitOptions,
  context: CallContext = {},
): Promise<Outcome> {
  const caller = watchCaller(context);
  const began = Date.now();
  const pace = createPace();
  const follow = context.follow && followLog(upstream, name, context.follow);
  for (;;) {
    const outcome = await upstream.call('get-run', { ...name }, caller.context);
    if (caller.is()) return failed(gone);
    const run = dataOf(outcome);
    const left = began + timeout - Date.now();
    if (!isRun(run)) {
      if (!isPassing(outcome) || left <= 0) return outcome;
      await caller.pause(Math.min(pace.next(outcome), left));
      continue;
    }
    await follow?.();
    if (run.concluded || left <= 0) return reportOf(upstream, name, run, logLines);
    const seconds = Math.round((Date.now() - began) / 1000);
    context.progress?.({
      done: Date.now() - began,
      total: timeout,
      message: `${run.runName} is running (${seconds} s)`,
    });
    await caller.pause(Math.min(pace.next(outcome), left));
  }
}

const gone = {
  code: 'canceled',
  status: 499,
  detail: 'The caller went away while it waited. The run goes on.',
  retry: 'safe',
} as const;
