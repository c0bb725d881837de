import { toSecondsTimestamp } from '../clock.ts';
import { conclusionOf, runName, type Run } from './run.ts';

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
  const { at, ending } = conclusionOf(run);
  const concluded = now >= at;
  const status = concluded ? (ending === 'success' ? 'SUCCESS' : 'FAILED') : 'RUNNING';
  return {
    id: run.id,
    runName: runName(run),
    status,
    active: status === 'RUNNING' ? 1 : 0,
    succeeded: status === 'SUCCESS' ? 1 : 0,
    failed: status === 'FAILED' ? 1 : 0,
    concluded,
    completions: Math.floor((Math.min(now, at) - run.startedAt) / run.tryTime),
    backoffLimit: run.backoffLimit,
    startedAt: toSecondsTimestamp(run.startedAt),
    ...(concluded && { concludedAt: toSecondsTimestamp(at) }),
  };
}
