import { done, success } from '../request/answer.ts';
import { viewBuild } from '../builds/build-view.ts';
import { paginate } from '../request/pagination.ts';
import type { Route } from '../request/route.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath } from './paths.ts';

const all = `${jobPath}/build`;
const one = `${all}/{buildId}`;

export function buildRoutes(store: Store): readonly Route[] {
  return [
    {
      method: 'GET',
      path: all,
      access: 'ps_jobs_general_read',
      query: true,
      answer(call) {
        const { entries, pagination } = paginate(jobOf(store, call).builds.values(), call.query, 'newest first');
        return success({ builds: entries.map((build) => viewBuild(build, store.now())) }, { pagination });
      },
    },
    {
      method: 'POST',
      path: all,
      access: 'ps_jobs_deployment_deploy-build',
      body: 'optional',
      answer({ path: { projectId = '', jobId = '' }, body }) {
        return success(viewBuild(store.startBuild(projectId, jobId, body), store.now())); // the contract has checked it
      },
    },
    {
      method: 'GET',
      path: one,
      access: 'ps_jobs_deployment_deploy-build',
      answer({ path: { projectId = '', jobId = '', buildId = '' } }) {
        return success(viewBuild(store.build(projectId, jobId, buildId), store.now()));
      },
    },
    {
      method: 'DELETE',
      path: one,
      access: 'ps_jobs_deployment_deploy-build',
      answer({ path: { projectId = '', jobId = '', buildId = '' } }) {
        store.abortBuild(store.build(projectId, jobId, buildId));
        return done();
      },
    },
  ];
}
