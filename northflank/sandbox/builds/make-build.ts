import { errors } from '../request/api-error.ts';
import { buildId, type Build } from './build.ts';
import type { Environment } from '../jobs/job-request.ts';
import type { Job } from '../jobs/job.ts';
import type { Random } from '../random.ts';
import { latestCommit } from './repository.ts';
import { readFate } from '../steering.ts';

/** What is to be built, as the contract has checked it. */
export interface BuildOrder {
  readonly sha?: string;
  readonly overrides?: { readonly buildArguments?: Environment };
}

/** A build takes longer than a try of a run. */
const slower = 4;

/** @throws ApiError when the job has no repository. */
export function makeBuild(
  job: Job,
  { sha, overrides }: BuildOrder,
  { key, random, now }: { readonly key: string; readonly random: Random; readonly now: number },
): Build {
  const { deployment, buildArguments } = job.request;
  if (!deployment?.vcs) throw errors.noRepository();
  const steered = { ...buildArguments, ...overrides?.buildArguments };
  const fate = readFate(steered, random);
  return {
    key,
    id: buildId(random),
    projectId: job.projectId,
    jobId: job.id,
    branch: deployment.vcs.projectBranch,
    sha: sha ?? latestCommit(deployment.vcs, deployment.vcs.projectBranch),
    createdAt: now,
    ...fate,
    tryTime: 'SANDBOX_DURATION' in steered ? fate.tryTime : fate.tryTime * slower,
  };
}
