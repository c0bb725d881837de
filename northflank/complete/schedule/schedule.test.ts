import { describe, expect, it } from 'vitest';
import { nextTimes } from './next-times.ts';
import { scheduleProblem } from './schedule-problem.ts';

describe('a schedule', () => {
  it.each(['0 3 * * *', '*/15 0-6 1,15 */2 1-5', '59 23 31 12 6', '@daily', '@annually', ' 0  3 * * * '])(
    '%s is one',
    (schedule) => {
      expect(scheduleProblem(schedule)).toBeUndefined();
    },
  );

  // Northflank itself takes all of these.
  it.each([
    ['99 99 99 99 99', 'minute outside 0 to 59'],
    ['0 24 * * *', 'hour outside 0 to 23'],
    ['0 0 0 * *', 'day of month outside 1 to 31'],
    ['0 0 * 13 *', 'month outside 1 to 12'],
    ['0 0 * * 7', 'day of week outside 0 to 6'],
    ['12345', 'five fields'],
    ['', 'has 0'],
    ['0 3 * * MON', 'names such as MON'],
    ['0 5-3 * * *', 'ends before it begins'],
    ['*/0 * * * *', 'step of 0'],
    ['@reboot', '@hourly'],
  ])('%s is none', (schedule, why) => {
    expect(scheduleProblem(schedule)).toContain(why);
  });

  it('comes round in UTC', async () => {
    const noon = new Date('2026-11-28T12:00:00Z');
    expect(await nextTimes('30 3 * * *', 3, noon)).toEqual([
      '2026-11-29T03:30:00Z',
      '2026-11-30T03:30:00Z',
      '2026-12-01T03:30:00Z',
    ]);
    expect(await nextTimes('0 0 31 2 *', 3, noon)).toEqual([]);
    // Where both days are restricted, either will do.
    expect(await nextTimes('0 0 1 * 1', 2, noon)).toEqual(['2026-11-30T00:00:00Z', '2026-12-01T00:00:00Z']);
  });
});
