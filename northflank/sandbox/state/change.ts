import type { Build } from '../builds/build.ts';
import type { ClockSetting } from '../clock.ts';
import type { Job } from '../jobs/job.ts';
import type { Project } from './project.ts';
import type { Run } from '../runs/run.ts';

/**
 * What changes the state of a sandbox, now or when it is read back from a file: what is there is never changed in any
 * other way.
 */
export type Change =
  | { readonly put: 'project'; readonly project: Project }
  | { readonly put: 'job'; readonly job: Job }
  | { readonly put: 'run'; readonly run: Run }
  | { readonly put: 'build'; readonly build: Build }
  | { readonly put: 'clock'; readonly clock: ClockSetting }
  | { readonly remove: 'job'; readonly projectId: string; readonly jobId: string };
