import type { JsonObject } from '../../../src/index.ts';
import { done, success, type Answer } from '../request/answer.ts';
import { errors } from '../request/api-error.ts';
import { changeRequest } from '../jobs/change-job.ts';
import { checkPlans } from '../jobs/check-plans.ts';
import { changedJob } from '../jobs/job-views.ts';
import { toCombined, type JobForm } from '../jobs/job-form.ts';
import { scheduleOf, type Job } from '../jobs/job.ts';
import type { Call, Route } from '../request/route.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath, jobsPath } from './paths.ts';

/** The routes that change a job which is there: PATCH, and the older ones that each change one thing. */
export function jobChangeRoutes(store: Store): readonly Route[] {
  const change = (job: Job, body: JsonObject): Job => {
    const request = changeRequest(job.request, body);
    checkPlans(request.billing);
    return store.changeJob({ ...job, request });
  };

  const patch = (path: string, form: JobForm): Route => ({
    method: 'PATCH',
    path,
    access: 'ps_jobs_general_update',
    body: 'required',
    answer(call) {
      const { job } = jobOf(store, call);
      checkForm(job, form);
      return success(changedJob(change(job, toCombined(form, call.body)), form));
    },
  });

  const older = (
    action: string,
    access: Route['access'],
    answer: (job: Job, body: JsonObject) => JsonObject,
  ): Route => ({
    method: 'POST',
    path: `${jobPath}/${action}`,
    access,
    body: 'required',
    answer(call: Call): Answer {
      const { job } = jobOf(store, call);
      change(job, answer(job, call.body));
      return done();
    },
  });

  return [
    patch(jobPath, 'combined'),
    patch(`${jobsPath}/manual/{jobId}`, 'manual'),
    patch(`${jobsPath}/cron/{jobId}`, 'cron'),
    older('suspend', 'ps_jobs_general_update', (job, { suspended = true }) => {
      checkForm(job, 'cron');
      return { settings: { cron: { suspended } } };
    }),
    older('settings', 'ps_jobs_general_update', (job, body) => {
      const isCron = scheduleOf(job) !== undefined;
      if ('schedule' in body || 'concurrencyPolicy' in body) checkForm(job, 'cron');
      return toCombined(isCron ? 'cron' : 'manual', body);
    }),
    older('scale', 'ps_jobs_deployment_scale-job', (_job, { deploymentPlan, storage }) => ({
      ...(deploymentPlan !== undefined && { billing: { deploymentPlan } }),
      ...(storage !== undefined && { deployment: { storage } }),
    })),
    older('health-checks', 'ps_jobs_general_update', (_job, { healthChecks = [] }) => ({ healthChecks })),
    older('deployment', 'ps_services_deployment_update-deployment', (job, body) => withSource(job, body)),
    older('build-options', 'ps_jobs_general_update', (job, { dockerfile, buildpack, ...configuration }) => {
      if (!job.request.deployment?.vcs) throw errors.noRepository();
      const settings = dockerfile ? { dockerfile } : buildpack ? { buildpack } : undefined;
      return { buildConfiguration: configuration, ...(settings && { buildSettings: settings }) };
    }),
    older('build-source', 'ps_jobs_general_update', (job, body) => {
      const { vcs } = job.request.deployment ?? {};
      if (!vcs) throw errors.noRepository();
      return { deployment: { vcs: { ...vcs, ...body } } };
    }),
  ];
}

/** @throws ApiError when a job is not of the form a path is for. */
function checkForm(job: Job, form: JobForm): void {
  const isCron = scheduleOf(job) !== undefined;
  if (form === 'cron' && !isCron) throw errors.cronOnly();
  if (form === 'manual' && isCron) throw errors.manualOnly();
}

/** A new source takes the place of the old one, of whatever kind that was. */
function withSource({ request }: Job, body: JsonObject): JsonObject {
  const replaced = 'external' in body || 'internal' in body;
  const old = replaced && request.deployment ? ['external', 'internal', 'vcs'] : [];
  return { deployment: { ...Object.fromEntries(old.map((name) => [name, null])), ...body } };
}
