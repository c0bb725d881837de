import { done, success } from '../request/answer.ts';
import { checkPlans } from '../jobs/check-plans.ts';
import type { JobRequest } from '../jobs/job-request.ts';
import { changedJob, jobDetails, jobSummary } from '../jobs/job-views.ts';
import { toCombined, type JobForm } from '../jobs/job-form.ts';
import type { Job } from '../jobs/job.ts';
import { paginate } from '../request/pagination.ts';
import type { Call, Route } from '../request/route.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath, jobsPath } from './paths.ts';

const forms: readonly (readonly [string, JobForm])[] = [
  [jobsPath, 'combined'],
  [`${jobsPath}/manual`, 'manual'],
  [`${jobsPath}/cron`, 'cron'],
];

export function jobRoutes(store: Store): readonly Route[] {
  const keep = (path: string, form: JobForm, method: 'POST' | 'PUT'): Route => ({
    method,
    path,
    access: 'ps_jobs_general_create',
    body: 'required',
    answer({ path: { projectId = '' }, body }) {
      store.project(projectId);
      const request = toCombined(form, body) as unknown as JobRequest; // the contract has checked the body
      checkPlans(request.billing);
      const job = method === 'POST' ? store.addJob(projectId, request) : store.putJob(projectId, request);
      buildAtOnce(store, job);
      return success(changedJob(job, form));
    },
  });

  return [
    {
      method: 'GET',
      path: jobsPath,
      access: 'ps_jobs_general_read',
      query: true,
      answer({ path: { projectId = '' }, query }) {
        const jobs = Array.from(store.project(projectId).jobs.values(), ({ job }) => job);
        const { entries, pagination } = paginate(jobs, query);
        return success({ jobs: entries.map(jobSummary) }, { pagination });
      },
    },
    ...forms.flatMap(([path, form]) => [keep(path, form, 'POST'), keep(path, form, 'PUT')]),
    {
      method: 'GET',
      path: jobPath,
      access: 'ps_jobs_general_read',
      answer: (call) => success(jobDetails(jobOf(store, call).job)),
    },
    {
      method: 'DELETE',
      path: jobPath,
      access: 'ps_jobs_general_delete',
      answer({ path: { projectId = '', jobId = '' } }: Call) {
        store.removeJob(projectId, jobId);
        return done();
      },
    },
  ];
}

/** A job from a repository is built as soon as it is there. */
function buildAtOnce(store: Store, { projectId, id, request }: Job): void {
  if (request.deployment?.vcs && !request.disabledCI) store.startBuild(projectId, id);
}
