import { done, success } from '../answer.ts';
import type { JobForm, JobRequest } from '../job.ts';
import { createdJob, jobDetails, jobSummary } from '../job-views.ts';
import { paginate } from '../pagination.ts';
import type { Call, Route } from '../route.ts';
import type { Store } from '../store.ts';

const all = '/projects/{projectId}/jobs';
const one = `${all}/{jobId}`;

export function jobRoutes(store: Store): readonly Route[] {
  const create = (path: string, form: JobForm): Route => ({
    method: 'POST',
    path,
    body: 'required',
    answer: ({ path: { projectId = '' }, body }) =>
      // The contract has checked the body.
      success(createdJob(store.addJob(projectId, form, body as unknown as JobRequest))),
  });
  const job = ({ path: { projectId = '', jobId = '' } }: Call) => store.job(projectId, jobId);

  return [
    {
      method: 'GET',
      path: all,
      paged: true,
      answer({ path: { projectId = '' }, query }) {
        const { entries, pagination } = paginate(store.project(projectId).jobs.values(), query);
        return success({ jobs: entries.map(jobSummary) }, { pagination });
      },
    },
    create(all, 'combined'),
    create(`${all}/manual`, 'manual'),
    create(`${all}/cron`, 'cron'),
    { method: 'GET', path: one, answer: (call) => success(jobDetails(job(call))) },
    {
      method: 'DELETE',
      path: one,
      answer({ path: { projectId = '', jobId = '' } }) {
        store.removeJob(projectId, jobId);
        return done();
      },
    },
  ];
}
