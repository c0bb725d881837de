import type { Json, JsonObject } from '../../src/index.ts';
import { toTimestamp } from './clock.ts';
import type { Job, JobDeployment } from './job.ts';

const region = 'europe-west';

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
  const { tags = [], disabledCI = false } = job.request;
  return {
    ...jobReference(job),
    projectId: job.projectId,
    tags,
    disabledCI,
    disabledCD: false,
    ...(job.cron && { suspended: job.cron.suspended ?? false }),
  };
}

/** A job as reading it alone shows it: without environment, files and image. */
export function jobDetails(job: Job): JsonObject {
  const { deployment = {}, billing } = job.request;
  const { vcs, docker, buildpack, storage } = deployment;
  return {
    ...jobSummary(job),
    createdAt: toTimestamp(job.createdAt),
    ...(vcs && {
      vcsData: { projectUrl: vcs.projectUrl, projectType: vcs.projectType, projectBranch: vcs.projectBranch },
    }),
    deployment: { region, ...(docker && { docker }), ...(buildpack && { buildpack }), ...(storage && { storage }) },
    billing: { deploymentPlan: billing.deploymentPlan },
    settings: {
      ...(job.cron && { cron: shownSchedule(job.cron) }),
      backoffLimit: job.backoffLimit,
      activeDeadlineSeconds: job.activeDeadlineSeconds,
    },
    cluster: cluster(job),
  };
}

/** A job as creating it answers: the request again, secrets included, with what the API added. */
export function createdJob(job: Job): JsonObject {
  const { request } = job;
  const createdAt = toTimestamp(job.createdAt);
  return {
    // The request came as JSON, of which JobRequest names only a part.
    ...(request as unknown as JsonObject),
    id: job.id,
    appId: appId(job),
    jobType: jobType(job),
    deployment: { ...(request.deployment as JsonObject | undefined), ...imageUrl(request.deployment) },
    // An image needs no build.
    status: request.deployment?.vcs ? { build: { status: 'PENDING', lastTransitionTime: createdAt } } : {},
    cluster: cluster(job),
    createdAt,
    updatedAt: createdAt,
  };
}

/** Where a job stands: /account/project/job. */
function appId({ projectId, id }: Job): string {
  return `/sandbox/${projectId}/${id}`;
}

function jobType({ cron }: Job): 'cron' | 'manual' {
  return cron ? 'cron' : 'manual';
}

/** The API shows the policy capitalised, though it takes it in lower case only. */
function shownSchedule({ schedule, concurrencyPolicy }: NonNullable<Job['cron']>): JsonObject {
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
