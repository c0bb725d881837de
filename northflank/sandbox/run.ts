import type { Listed } from './pagination.ts';
import { toSecondsTimestamp } from './clock.ts';

/** A run with all that will become of it; how it stands follows from the time. Times are in milliseconds. */
export interface Run extends Listed {
  readonly id: string;
  readonly jobId: string;
  readonly startedAt: number;
  /** Whether each of its tries fails. One try is enough otherwise. */
  readonly fails: boolean;
  /** How long a try takes. */
  readonly tryTime: number;
  /** How often it is tried again before it counts as failed. */
  readonly backoffLimit: number;
  /** How long it may take, all tries together. */
  readonly deadline: number;
  /** When somebody aborted it. */
  readonly abortedAt?: number;
}

/** A run's name is known before the run is anything else: its job's id and 24 hexadecimal digits. */
export function runName({ jobId, key }: Run): string {
  return `${jobId}-${key}`;
}

export function isConcluded(run: Run, now: number): boolean {
  return now >= conclusion(run).at;
}

/** How a run stands, in the form the API shows it. */
export interface RunView {
  readonly id: string;
  readonly runName: string;
  readonly status: 'RUNNING' | 'SUCCESS' | 'FAILED';
  readonly active: 0 | 1;
  readonly succeeded: 0 | 1;
  readonly failed: 0 | 1;
  readonly concluded: boolean;
  readonly completions: number;
  readonly backoffLimit: number;
  readonly startedAt: string;
  /** Only once it is concluded. */
  readonly concludedAt?: string;
}

/** An aborted run, or one out of time, is FAILED: the API knows no further states. */
export function viewRun(run: Run, now: number): { readonly [Name in keyof RunView]: RunView[Name] } {
  const { at, succeeded } = conclusion(run);
  const concluded = now >= at;
  const status = concluded ? (succeeded ? 'SUCCESS' : 'FAILED') : 'RUNNING';
  const tries = run.fails ? run.backoffLimit + 1 : 1;
  return {
    id: run.id,
    runName: runName(run),
    status,
    active: status === 'RUNNING' ? 1 : 0,
    succeeded: status === 'SUCCESS' ? 1 : 0,
    failed: status === 'FAILED' ? 1 : 0,
    concluded,
    completions: Math.min(tries, Math.floor((Math.min(now, at) - run.startedAt) / run.tryTime)),
    backoffLimit: run.backoffLimit,
    startedAt: toSecondsTimestamp(run.startedAt),
    ...(concluded && { concludedAt: toSecondsTimestamp(at) }),
  };
}

function conclusion(run: Run): { readonly at: number; readonly succeeded: boolean } {
  const takes = run.fails ? run.tryTime * (run.backoffLimit + 1) : run.tryTime;
  const inTime = takes <= run.deadline;
  const at = run.startedAt + Math.min(takes, run.deadline);
  if (run.abortedAt !== undefined && run.abortedAt < at) return { at: run.abortedAt, succeeded: false };
  return { at, succeeded: inTime && !run.fails };
}
