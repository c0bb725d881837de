import type { Json, JsonObject } from '../../../src/index.ts';
import { toTimestamp } from '../clock.ts';
import { fromCombined, type JobForm } from './job-form.ts';
import type { JobDeployment, Schedule } from './job-request.ts';
import { limitsOf, scheduleOf, switchesOf, type Job } from './job.ts';
import { region } from '../regions.ts';

/** A job as its project shows it. */
export function jobReference(job: Job): JsonObject {
  const { name, description } = job.request;
  return {
    id: job.id,
    appId: appId(job),
    name,
    ...(description !== undefined && { description }),
    jobType: jobType(job),
  };
}

/** A job as lists show it. */
export function jobSummary(job: Job): JsonObject {
  const { disabledCI, disabledCD, suspended } = switchesOf(job);
  return {
    ...jobReference(job),
    projectId: job.projectId,
    tags: job.request.tags ?? [],
    disabledCI,
    disabledCD,
    ...(scheduleOf(job) && { suspended }),
  };
}

/** A job as reading it alone shows it: without environment, files and image. */
export function jobDetails(job: Job): JsonObject {
  const { deployment = {}, billing, buildConfiguration } = job.request;
  const { vcs, docker, buildpack, storage } = deployment;
  const cron = scheduleOf(job);
  return {
    ...jobSummary(job),
    createdAt: toTimestamp(job.createdAt),
    ...(vcs && {
      vcsData: { projectUrl: vcs.projectUrl, projectType: vcs.projectType, projectBranch: vcs.projectBranch },
    }),
    ...(buildConfiguration && { buildConfiguration }),
    deployment: { region, ...(docker && { docker }), ...(buildpack && { buildpack }), ...(storage && { storage }) },
    billing: { deploymentPlan: billing.deploymentPlan },
    settings: { ...(cron && { cron: shownSchedule(cron) }), ...limitsOf(job) },
    cluster: cluster(job),
  };
}

/** A job as creating or changing it answers: the request again, secrets included, with what the API added. */
export function changedJob(job: Job, form: JobForm): JsonObject {
  const { deployment } = job.request;
  return {
    ...fromCombined(form, job.request),
    id: job.id,
    appId: appId(job),
    jobType: jobType(job),
    deployment: { ...(deployment as JsonObject | undefined), ...imageUrl(deployment) },
    // An image needs no build.
    status: deployment?.vcs ? { build: { status: 'PENDING', lastTransitionTime: toTimestamp(job.updatedAt) } } : {},
    cluster: cluster(job),
    createdAt: toTimestamp(job.createdAt),
    updatedAt: toTimestamp(job.updatedAt),
  };
}

/** Where a job stands: /account/project/job. */
export function appId({ projectId, id }: Pick<Job, 'projectId' | 'id'>): string {
  return `/sandbox/${projectId}/${id}`;
}

function jobType(job: Job): 'cron' | 'manual' {
  return scheduleOf(job) ? 'cron' : 'manual';
}

/** The API shows the policy capitalised, though it takes it in lower case only. */
function shownSchedule({ schedule, concurrencyPolicy }: Schedule): JsonObject {
  return {
    ...(schedule && { schedule }),
    ...(concurrencyPolicy && {
      concurrencyPolicy: concurrencyPolicy.charAt(0).toUpperCase() + concurrencyPolicy.slice(1),
    }),
  };
}

function imageUrl(deployment: JobDeployment | undefined): { readonly imageUrl?: string } {
  return deployment?.external ? { imageUrl: deployment.external.imagePath } : {};
}

function cluster({ projectId }: Job): Json {
  return { id: `nf-${region}`, name: `nf-${region}`, namespace: `ns-${projectId}`, loadBalancers: [] };
}
