import type { JsonObject, Outcome } from '../../../src/index.ts';
import { isObject, memberOf, valueOf } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import { endingOf, type Ending, type RunName } from './ending.ts';
import { beganAt, type Run } from './run.ts';

/** What a command ends with that waited for a run: 1 means that the call itself failed, or the run did. */
const exitCodes: Readonly<Record<Ending | 'running', number>> = {
  success: 0,
  failed: 1,
  aborted: 3,
  timed_out: 4,
  running: 5,
};

/** What is told of a run: how it ended or that it goes on, and the last lines of its log where it did not succeed. */
export async function reportOf(upstream: Upstream, name: RunName, run: Run, logLines: number): Promise<Outcome> {
  const { outcome, attempts } = run.concluded
    ? await endingOf(upstream, name, run)
    : { outcome: 'running' as const, attempts: run.completions + 1 };
  const isGood = outcome === 'success' || outcome === 'running';
  const log = isGood || logLines === 0 ? undefined : await lastLines(upstream, name, logLines);
  const ended = run.concludedAt === undefined ? Date.now() : Date.parse(run.concludedAt);
  return valueOf(
    {
      data: {
        runId: run.id,
        runName: run.runName,
        outcome,
        startedAt: run.startedAt,
        ...(run.concludedAt !== undefined && { concludedAt: run.concludedAt }),
        durationSeconds: Math.max(0, Math.round((ended - beganAt(run)) / 1000)),
        attempts,
        ...(log && { log }),
      },
    },
    { exitCode: exitCodes[outcome] },
  );
}

/** The last lines in the order they were written. They may be none: looking at them may not be allowed. */
async function lastLines(upstream: Upstream, name: RunName, count: number): Promise<readonly JsonObject[]> {
  const outcome = await upstream.call('get-run-logs', { ...name, lineLimit: count });
  const lines = memberOf(outcome, 'data');
  if (!Array.isArray(lines)) return [];
  return lines
    .filter(isObject)
    .map(({ ts = '', log = '' }) => ({ ts, log }))
    .toReversed();
}
