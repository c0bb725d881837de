import type { Cron } from 'croner';

/** Finds the first time after a time, both in milliseconds since 1970; null when there is none. */
export type NextTime = (after: number) => number | null;

/** The times of cron schedules in UTC. What reads schedules is loaded with the first one. */
export interface ScheduleTimes {
  /** Reads schedules; only then are their times known. */
  prepare(schedules: Iterable<string>): Promise<void>;
  of(schedule: string): NextTime | undefined;
}

export function createScheduleTimes(): ScheduleTimes {
  const known = new Map<string, NextTime>();
  return {
    async prepare(schedules) {
      const unknown = [...schedules].filter((schedule) => !known.has(schedule));
      if (unknown.length === 0) return;
      const { Cron: Reader } = await import('croner');
      for (const schedule of unknown) known.set(schedule, readSchedule(schedule, Reader));
    },
    of: (schedule) => known.get(schedule),
  };
}

/**
 * A schedule is five fields, or a word such as `@daily`. Day of month and day of week are alternatives where both are
 * restricted, as cron has it. The API takes schedules such as `99 99 * * *`, which never come; so does this.
 */
function readSchedule(schedule: string, Reader: typeof Cron): NextTime {
  try {
    const cron = new Reader(schedule, { timezone: 'UTC' });
    return (after) => cron.nextRun(new Date(after))?.getTime() ?? null;
  } catch {
    return () => null;
  }
}
