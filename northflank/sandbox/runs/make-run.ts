import { errors } from '../request/api-error.ts';
import type { Environment, JobDeployment } from '../jobs/job-request.ts';
import { limitsOf, type Job } from '../jobs/job.ts';
import type { Random } from '../random.ts';
import type { Run } from './run.ts';
import { readFate } from '../steering.ts';

/** What differs in one run, as the contract has checked it. */
export interface RunOrder {
  readonly runtimeEnvironment?: Environment;
  readonly deployment?: JobDeployment;
  /** In milliseconds; now unless given. */
  readonly startedAt?: number;
}

/** @throws ApiError when there is nothing to execute. */
export function makeRun(
  job: Job,
  { runtimeEnvironment, deployment, startedAt }: RunOrder,
  { key, random, now }: { readonly key: string; readonly random: Random; readonly now: number },
): Run {
  if (!hasSource(job.request.deployment) && !hasSource(deployment)) throw errors.noDeployment();
  const { backoffLimit, activeDeadlineSeconds } = limitsOf(job);
  return {
    key,
    id: random.uuid(),
    projectId: job.projectId,
    jobId: job.id,
    startedAt: startedAt ?? now,
    ...readFate({ ...job.request.runtimeEnvironment, ...runtimeEnvironment }, random),
    backoffLimit,
    deadline: activeDeadlineSeconds * 1000,
  };
}

export function hasSource({ external, internal, vcs }: JobDeployment = {}): boolean {
  return Boolean(external ?? internal ?? vcs);
}
