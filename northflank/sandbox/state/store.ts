import { errors } from '../request/api-error.ts';
import { stateOf, type Build } from '../builds/build.ts';
import type { Change } from './change.ts';
import type { Clock } from '../clock.ts';
import type { JobRequest } from '../jobs/job-request.ts';
import { makeJob, type Job } from '../jobs/job.ts';
import { makeBuild, type BuildOrder } from '../builds/make-build.ts';
import { makeRun, type RunOrder } from '../runs/make-run.ts';
import type { ObjectIds } from '../object-id.ts';
import type { Random } from '../random.ts';
import { isConcluded, type Run } from '../runs/run.ts';
import { applyChange, type JobState, type ProjectState, type State } from './state.ts';
import { slug } from '../jobs/slug.ts';

/** All that a sandbox holds, and what can be done with it. Every method throws an ApiError for what is not there. */
export interface Store {
  readonly now: Clock;
  readonly state: ReadonlyMap<string, ProjectState>;
  addProject(id: string, createdAt: number): void;
  project(id: string): ProjectState;
  job(projectId: string, id: string): JobState;
  run(projectId: string, jobId: string, id: string): Run;
  build(projectId: string, jobId: string, id: string): Build;
  /** @throws ApiError also when the id is taken. */
  addJob(projectId: string, request: JobRequest, createdAt?: number): Job;
  /** Adds a job, or puts it in the place of the one with its id, whose runs stay. */
  putJob(projectId: string, request: JobRequest): Job;
  /** @param job what it is from now on; when it was changed is seen to. */
  changeJob(job: Job): Job;
  removeJob(projectId: string, id: string): void;
  startRun(projectId: string, jobId: string, order?: RunOrder): Run;
  /** @throws ApiError also when it is over. */
  endRun(run: Run, by: 'abort' | 'replacement', at?: number): void;
  startBuild(projectId: string, jobId: string, order?: BuildOrder): Build;
  /** @throws ApiError also when it is over. */
  abortBuild(build: Build): void;
}

export interface StoreParts {
  readonly state: State;
  readonly now: Clock;
  readonly random: Random;
  readonly ids: ObjectIds;
  /** Hears of every change, once it is made. */
  readonly record: (change: Change) => void;
}

export function createStore({ state, now, random, ids, record }: StoreParts): Store {
  const make = (change: Change): void => {
    applyChange(state, change);
    record(change);
  };
  const putNew = (projectId: string, request: JobRequest, createdAt: number): Job => {
    const job = makeJob(request, { key: ids.next(), projectId, createdAt });
    make({ put: 'job', job });
    return job;
  };

  const store: Store = {
    now,
    state,
    addProject: (id, createdAt) => make({ put: 'project', project: { key: ids.next(), id, createdAt } }),
    project: (id) => state.get(id) ?? raise(errors.noProject()),
    job: (projectId, id) => store.project(projectId).jobs.get(id) ?? raise(errors.noJob()),
    run: (projectId, jobId, id) => store.job(projectId, jobId).runs.get(id) ?? raise(errors.noRun()),
    build: (projectId, jobId, id) => store.job(projectId, jobId).builds.get(id) ?? raise(errors.noBuild()),
    addJob(projectId, request, createdAt = now()) {
      if (store.project(projectId).jobs.has(slug(request.name))) throw errors.sameId();
      return putNew(projectId, request, createdAt);
    },
    putJob(projectId, request) {
      const before = store.project(projectId).jobs.get(slug(request.name))?.job;
      return before ? store.changeJob({ ...before, request }) : putNew(projectId, request, now());
    },
    changeJob(changed) {
      const job = { ...changed, updatedAt: now() };
      make({ put: 'job', job });
      return job;
    },
    removeJob(projectId, id) {
      const { job } = store.job(projectId, id);
      make({ remove: 'job', projectId, jobId: job.id });
    },
    startRun(projectId, jobId, order = {}) {
      const { job } = store.job(projectId, jobId);
      const run = makeRun(job, order, { key: ids.next(), random, now: now() });
      make({ put: 'run', run });
      return run;
    },
    endRun(run, by, at = now()) {
      if (isConcluded(run, at)) throw errors.alreadyConcluded();
      make({ put: 'run', run: { ...run, ended: { at, by } } });
    },
    startBuild(projectId, jobId, order = {}) {
      const { job } = store.job(projectId, jobId);
      const build = makeBuild(job, order, { key: ids.next(), random, now: now() });
      make({ put: 'build', build });
      return build;
    },
    abortBuild(build) {
      if (stateOf(build, now()).concluded) throw errors.buildConcluded();
      make({ put: 'build', build: { ...build, abortedAt: now() } });
    },
  };
  return store;
}

function raise(error: Error): never {
  throw error;
}
