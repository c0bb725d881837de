import type { Listed } from '../request/pagination.ts';
import type { Fate } from '../steering.ts';

/** A run with all that will become of it; how it stands follows from the time. Times are in milliseconds. */
export interface Run extends Listed, Fate {
  readonly id: string;
  readonly projectId: string;
  readonly jobId: string;
  readonly startedAt: number;
  /** How often it is tried again before it counts as failed. */
  readonly backoffLimit: number;
  /** How long it may take, all tries together. */
  readonly deadline: number;
  /** When somebody aborted it, or the schedule put another in its place. */
  readonly ended?: { readonly at: number; readonly by: 'abort' | 'replacement' };
}

/** A run's name is known before the run is anything else: its job's id and 24 hexadecimal digits. */
export function runName({ jobId, key }: Run): string {
  return `${jobId}-${key}`;
}

/** What comes of a run in the end. The API tells only the first from the others. */
export type Ending = 'success' | 'failure' | 'deadline' | 'abort' | 'replacement';

export function conclusionOf(run: Run): { readonly at: number; readonly ending: Ending } {
  const succeeds = run.failures <= run.backoffLimit;
  const tries = succeeds ? run.failures + 1 : run.backoffLimit + 1;
  const takes = tries * run.tryTime;
  const inTime = takes <= run.deadline;
  const at = run.startedAt + Math.min(takes, run.deadline);
  if (run.ended && run.ended.at < at) return { at: run.ended.at, ending: run.ended.by };
  return { at, ending: inTime ? (succeeds ? 'success' : 'failure') : 'deadline' };
}

export function isConcluded(run: Run, now: number): boolean {
  return now >= conclusionOf(run).at;
}
