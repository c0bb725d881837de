/** The next times of a schedule in UTC, as `2026-11-29T03:00:00Z`; fewer, or none, where it does not come round so often. */
export async function nextTimes(schedule: string, count: number, after = new Date()): Promise<readonly string[]> {
  const { Cron } = await import('croner');
  const times = new Cron(schedule, { timezone: 'UTC' }).nextRuns(count, after);
  return times.map((time) => `${time.toISOString().slice(0, 19)}Z`);
}
