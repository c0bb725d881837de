import { scheduleOf } from './jobs/job.ts';
import { hasSource } from './runs/make-run.ts';
import { createScheduleTimes, type NextTime } from './next-times.ts';
import { isConcluded } from './runs/run.ts';
import type { JobState } from './state/state.ts';
import type { Store } from './state/store.ts';

/**
 * Starts the runs of cron jobs when their time comes. Nothing waits for that time: whoever is about to look calls
 * `catchUp` first, and what was due by then has happened, each at its time.
 *
 * Times while the sandbox was not running are not made up for.
 */
export interface Scheduler {
  catchUp(): Promise<void>;
}

/** When a job, as it was last changed, is due next; never, where that is null. */
interface Due {
  readonly updatedAt: number;
  readonly at: number | null;
}

export function createScheduler(store: Store): Scheduler {
  const began = store.now();
  const times = createScheduleTimes();
  const dues = new Map<string, Due>();

  const startWhatIsDue = (state: JobState, next: NextTime): void => {
    const { key, updatedAt } = state.job;
    const due = dues.get(key);
    const now = store.now();
    let at = due?.updatedAt === updatedAt ? due.at : next(Math.max(began, updatedAt));
    for (; at !== null && at <= now; at = next(at)) fire(store, state, at);
    dues.set(key, { updatedAt, at });
  };

  return {
    async catchUp() {
      await times.prepare(awake(store).map(({ schedule }) => schedule));
      for (const { state, schedule } of awake(store)) {
        const next = times.of(schedule);
        if (next) startWhatIsDue(state, next);
      }
    },
  };
}

/** The jobs whose schedule is not resting. */
function awake(store: Store): readonly { readonly state: JobState; readonly schedule: string }[] {
  const found = [];
  for (const { jobs } of store.state.values()) {
    for (const state of jobs.values()) {
      const { schedule, suspended = false } = scheduleOf(state.job) ?? {};
      if (schedule && !suspended) found.push({ state, schedule });
    }
  }
  return found;
}

/** One time of a schedule: its policy says what becomes of runs that are still under way. */
function fire(store: Store, { job, runs }: JobState, at: number): void {
  if (!hasSource(job.request.deployment)) return;
  const policy = scheduleOf(job)?.concurrencyPolicy ?? 'allow';
  if (policy !== 'allow') {
    const underWay = Array.from(runs.values()).filter((run) => !isConcluded(run, at));
    if (policy === 'forbid' && underWay.length > 0) return;
    for (const run of underWay) store.endRun(run, 'replacement', at);
  }
  store.startRun(job.projectId, job.id, { startedAt: at });
}
