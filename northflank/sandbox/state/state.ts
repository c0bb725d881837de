import type { Build } from '../builds/build.ts';
import type { Change } from './change.ts';
import type { Job } from '../jobs/job.ts';
import type { Project } from './project.ts';
import type { Run } from '../runs/run.ts';

/** All that a sandbox holds, by id, oldest first. */
export type State = Map<string, ProjectState>;

export interface ProjectState {
  readonly project: Project;
  readonly jobs: Map<string, JobState>;
}

export interface JobState {
  readonly job: Job;
  readonly runs: Map<string, Run>;
  readonly builds: Map<string, Build>;
}

/** Makes a change. What belongs to a job or a project that is gone is gone with it. */
export function applyChange(state: State, change: Change): void {
  if ('remove' in change) {
    state.get(change.projectId)?.jobs.delete(change.jobId);
  } else if (change.put === 'project') {
    const { project } = change;
    state.set(project.id, { jobs: new Map(), ...state.get(project.id), project });
  } else if (change.put === 'job') {
    const { job } = change;
    const jobs = state.get(job.projectId)?.jobs;
    jobs?.set(job.id, { runs: new Map(), builds: new Map(), ...jobs.get(job.id), job });
  } else if (change.put === 'run') {
    const { run } = change;
    state.get(run.projectId)?.jobs.get(run.jobId)?.runs.set(run.id, run);
  } else if (change.put === 'build') {
    const { build } = change;
    state.get(build.projectId)?.jobs.get(build.jobId)?.builds.set(build.id, build);
  }
}

/** The changes that make this state out of nothing. */
export function* changesOf(state: State): Generator<Change> {
  for (const { project, jobs } of state.values()) {
    yield { put: 'project', project };
    for (const { job, runs, builds } of jobs.values()) {
      yield { put: 'job', job };
      for (const run of runs.values()) yield { put: 'run', run };
      for (const build of builds.values()) yield { put: 'build', build };
    }
  }
}
