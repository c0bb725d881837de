import type { Call } from '../route.ts';
import type { JobState } from '../state.ts';
import type { Store } from '../store.ts';

export const jobsPath = '/projects/{projectId}/jobs';
export const jobPath = `${jobsPath}/{jobId}`;

/** The job a path names. @throws ApiError when there is none. */
export function jobOf(store: Store, { path: { projectId = '', jobId = '' } }: Call): JobState {
  return store.job(projectId, jobId);
}
