import { done } from '../request/answer.ts';
import { pauseJob, resumeJob } from '../jobs/pause-job.ts';
import type { Route } from '../request/route.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath } from './paths.ts';

export function pauseRoutes(store: Store): readonly Route[] {
  return [
    {
      method: 'POST',
      path: `${jobPath}/pause`,
      access: 'ps_jobs_general_update',
      answer(call) {
        store.changeJob(pauseJob(jobOf(store, call).job));
        return done();
      },
    },
    {
      method: 'POST',
      path: `${jobPath}/resume`,
      access: 'ps_jobs_general_update',
      body: 'optional',
      answer(call) {
        store.changeJob(resumeJob(jobOf(store, call).job, call.body)); // the contract has checked the body
        return done();
      },
    },
  ];
}
