import { success } from '../request/answer.ts';
import { errors } from '../request/api-error.ts';
import { containersOf } from '../runs/containers.ts';
import { viewMetrics, type Measured } from '../metrics.ts';
import { oneOrAll } from '../one-or-all.ts';
import { paginate } from '../request/pagination.ts';
import type { Route } from '../request/route.ts';
import { triesOf } from '../runs/run-try.ts';
import type { JobState } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath } from './paths.ts';

/** What can be seen of a job's containers besides their logs. */
export function observationRoutes(store: Store): readonly Route[] {
  return [
    {
      method: 'GET',
      path: `${jobPath}/containers`,
      access: 'ps_jobs_deployment_view-observability',
      query: true,
      answer(call) {
        const { runs } = jobOf(store, call);
        const { runId } = call.query;
        const run = runId === undefined ? [...runs.values()].at(-1) : runs.get(runId);
        if (!run && runId !== undefined) throw errors.noRun();
        const { entries, pagination } = paginate(run ? containersOf(run, store.now()) : [], call.query);
        return success({ containers: entries.map(({ view }) => view), runId: run?.id ?? '' }, { pagination });
      },
    },
    {
      method: 'GET',
      path: `${jobPath}/metrics`,
      access: 'ps_jobs_deployment_view-observability',
      query: true,
      answer(call) {
        const measured = measuredRuns(jobOf(store, call), call.query.runId, store.now());
        return success(viewMetrics(measured, call.query, store.now()));
      },
    },
    {
      method: 'GET',
      path: `${jobPath}/build-metrics`,
      access: 'ps_jobs_deployment_view-observability',
      query: true,
      answer(call) {
        const measured = measuredBuilds(jobOf(store, call), call.query.buildId);
        return success(viewMetrics(measured, call.query, store.now()));
      },
    },
  ];
}

function measuredRuns({ runs }: JobState, runId: string | undefined, now: number): readonly Measured[] {
  return oneOrAll(runs, runId, errors.noRun).flatMap((run) =>
    Array.from(triesOf(run, run.startedAt, now), ({ container, seed, starts, ends }) => ({
      container,
      seed,
      from: starts,
      until: ends,
    })),
  );
}

function measuredBuilds({ builds }: JobState, buildId: string | undefined): readonly Measured[] {
  return oneOrAll(builds, buildId, errors.noBuild).map(
    ({ id, createdAt, tryTime, abortedAt = Number.POSITIVE_INFINITY }) => ({
      container: id,
      seed: createdAt,
      from: createdAt,
      until: Math.min(createdAt + tryTime, abortedAt),
    }),
  );
}
