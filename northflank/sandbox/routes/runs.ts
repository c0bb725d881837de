import { done, success, type Answer } from '../answer.ts';
import { paginate } from '../pagination.ts';
import type { Call, Route } from '../route.ts';
import { runName, viewRun } from '../run.ts';
import type { Environment, Store } from '../store.ts';

const job = '/projects/{projectId}/jobs/{jobId}';
const all = `${job}/runs`;
const one = `${all}/{runId}`;

export function runRoutes(store: Store, options: { readonly acceptSingularRun: boolean }): readonly Route[] {
  const start = ({ path: { projectId = '', jobId = '' }, body }: Call): Answer => {
    // The contract has checked the body.
    const run = store.startRun(projectId, jobId, body['runtimeEnvironment'] as Environment | undefined);
    return success({ id: run.id, runName: runName(run) });
  };

  const routes: readonly Route[] = [
    {
      method: 'GET',
      path: all,
      paged: true,
      answer({ path: { projectId = '', jobId = '' }, query }) {
        const runs = store.job(projectId, jobId).runs.values();
        const { entries, pagination } = paginate(runs, query, 'newest first');
        return success({ runs: entries.map((run) => viewRun(run, store.now())) }, { pagination });
      },
    },
    { method: 'POST', path: all, body: 'optional', answer: start },
    {
      method: 'GET',
      path: one,
      answer({ path: { projectId = '', jobId = '', runId = '' } }) {
        return success(viewRun(store.run(projectId, jobId, runId), store.now()));
      },
    },
    {
      method: 'DELETE',
      path: one,
      answer({ path: { projectId = '', jobId = '', runId = '' } }) {
        store.abortRun(projectId, jobId, runId);
        return done();
      },
    },
  ];
  return options.acceptSingularRun ? [...routes, singularRun(start)] : routes;
}

/** No path of the real API, but of documents published for it: served so that they can be tried as they are. */
function singularRun(start: Route['answer']): Route {
  return {
    method: 'POST',
    path: `${job}/run`,
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
