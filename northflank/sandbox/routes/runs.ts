import { done, success, type Answer } from '../request/answer.ts';
import { checkPlans } from '../jobs/check-plans.ts';
import type { JobRequest } from '../jobs/job-request.ts';
import type { RunOrder } from '../runs/make-run.ts';
import { paginate } from '../request/pagination.ts';
import type { Call, Route } from '../request/route.ts';
import { viewRun } from '../runs/run-view.ts';
import { runName } from '../runs/run.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath } from './paths.ts';

const all = `${jobPath}/runs`;
const one = `${all}/{runId}`;

export function runRoutes(store: Store, options: { readonly acceptSingularRun: boolean }): readonly Route[] {
  const start = (call: Call): Answer => {
    const { job } = jobOf(store, call);
    const order = call.body as RunOrder & Partial<Pick<JobRequest, 'billing'>>; // the contract has checked the body
    checkPlans(order.billing ?? {});
    const run = store.startRun(job.projectId, job.id, {
      ...(order.runtimeEnvironment && { runtimeEnvironment: order.runtimeEnvironment }),
      ...(order.deployment && { deployment: order.deployment }),
    });
    return success({ id: run.id, runName: runName(run) });
  };

  const routes: readonly Route[] = [
    {
      method: 'GET',
      path: all,
      access: 'ps_jobs_general_read',
      query: true,
      answer(call) {
        const { entries, pagination } = paginate(jobOf(store, call).runs.values(), call.query, 'newest first');
        return success({ runs: entries.map((run) => viewRun(run, store.now())) }, { pagination });
      },
    },
    // Not a mistake: the API starts runs for whoever may read jobs.
    { method: 'POST', path: all, access: 'ps_jobs_general_read', body: 'optional', answer: start },
    {
      method: 'GET',
      path: one,
      access: 'ps_jobs_general_read',
      answer({ path: { projectId = '', jobId = '', runId = '' } }) {
        return success(viewRun(store.run(projectId, jobId, runId), store.now()));
      },
    },
    {
      method: 'DELETE',
      path: one,
      access: 'ps_jobs_deployment_deploy-build',
      answer({ path: { projectId = '', jobId = '', runId = '' } }) {
        store.endRun(store.run(projectId, jobId, runId), 'abort');
        return done();
      },
    },
  ];
  return options.acceptSingularRun ? [...routes, singularRun(start)] : routes;
}

/** No path of the real API, but of documents published for it: served so that they can be tried as they are. */
function singularRun(start: (call: Call) => Answer): Route {
  return {
    method: 'POST',
    path: `${jobPath}/run`,
    access: 'ps_jobs_general_read',
    describedAt: all,
    body: 'optional',
    answer(call) {
      const answer = start(call);
      return {
        ...answer,
        headers: { ...answer.headers, deprecation: 'true', link: '<runs>; rel="successor-version"' },
      };
    },
  };
}
