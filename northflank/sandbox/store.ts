import { errors } from './api-error.ts';
import type { Clock } from './clock.ts';
import { hasSource, makeJob, type Job, type JobForm, type JobRequest } from './job.ts';
import { createObjectIds } from './object-id.ts';
import type { Listed } from './pagination.ts';
import type { Random } from './random.ts';
import { isConcluded, type Run } from './run.ts';

export interface Project extends Listed {
  readonly id: string;
  /** In milliseconds. */
  readonly createdAt: number;
  /** By id, oldest first. */
  readonly jobs: Map<string, Job>;
}

/** All that a sandbox holds. Every method throws an ApiError for what is not there or cannot be done. */
export interface Store {
  readonly now: Clock;
  readonly projects: ReadonlyMap<string, Project>;
  addProject(id: string, createdAt: number): void;
  project(id: string): Project;
  job(projectId: string, id: string): Job;
  run(projectId: string, jobId: string, id: string): Run;
  addJob(projectId: string, form: JobForm, request: JobRequest, createdAt?: number): Job;
  removeJob(projectId: string, id: string): void;
  /** @param environment variables of this run alone. */
  startRun(projectId: string, jobId: string, environment?: Environment, startedAt?: number): Run;
  abortRun(projectId: string, jobId: string, id: string): void;
}

export type Environment = Readonly<Record<string, string>>;

/** How a user says that a run is to fail: with this variable, of the job or of the run. */
export const outcomeVariable = { name: 'SANDBOX_OUTCOME', failure: 'failure' } as const;

export function createStore(now: Clock, random: Random): Store {
  const projects = new Map<string, Project>();
  const nextKey = createObjectIds(random);

  const store: Store = {
    now,
    projects,
    addProject(id, createdAt) {
      projects.set(id, { key: nextKey(), id, createdAt, jobs: new Map() });
    },
    project: (id) => projects.get(id) ?? raise(errors.noProject()),
    job: (projectId, id) => store.project(projectId).jobs.get(id) ?? raise(errors.noJob()),
    run: (projectId, jobId, id) => store.job(projectId, jobId).runs.get(id) ?? raise(errors.noRun()),
    addJob(projectId, form, request, createdAt = now()) {
      const { jobs } = store.project(projectId);
      const job = makeJob(form, request, { key: nextKey(), projectId, createdAt });
      if (jobs.has(job.id)) throw errors.sameId();
      jobs.set(job.id, job);
      return job;
    },
    removeJob(projectId, id) {
      if (!store.project(projectId).jobs.delete(id)) throw errors.noJob();
    },
    startRun(projectId, jobId, environment = {}, startedAt = now()) {
      const job = store.job(projectId, jobId);
      if (!hasSource(job)) throw errors.noDeployment();
      const outcome = { ...job.request.runtimeEnvironment, ...environment }[outcomeVariable.name];
      const run: Run = {
        key: nextKey(),
        id: random.uuid(),
        jobId,
        startedAt,
        fails: outcome === outcomeVariable.failure,
        tryTime: random.between(2000, 5000),
        backoffLimit: job.backoffLimit,
        deadline: job.activeDeadlineSeconds * 1000,
      };
      job.runs.set(run.id, run);
      return run;
    },
    abortRun(projectId, jobId, id) {
      const run = store.run(projectId, jobId, id);
      if (isConcluded(run, now())) throw errors.alreadyConcluded();
      store.job(projectId, jobId).runs.set(id, { ...run, abortedAt: now() });
    },
  };
  return store;
}

function raise(error: Error): never {
  throw error;
}
