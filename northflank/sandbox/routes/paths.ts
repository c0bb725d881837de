import type { Call } from '../request/route.ts';
import type { JobState } from '../state/state.ts';
import type { Store } from '../state/store.ts';

export const jobsPath = '/projects/{projectId}/jobs';
export const jobPath = `${jobsPath}/{jobId}`;

/** The job a path names. @throws ApiError when there is none. */
export function jobOf(store: Store, { path: { projectId = '', jobId = '' } }: Call): JobState {
  return store.job(projectId, jobId);
}
