import { describe, expect, it } from 'vitest';
import { createNonceCounts } from './digest-counts.ts';

describe('counts of nonces', () => {
  it('are each of their nonce', () => {
    const counts = createNonceCounts();
    expect([counts.use('a', 1, 1), counts.use('b', 2, 1), counts.use('a', 1, 1)]).toEqual([true, true, false]);
  });

  it('that are too far behind are not taken, as it is not known whether they were used', () => {
    const counts = createNonceCounts();
    expect([100, 69, 68, 2 ** 32 - 1, 100].map((count) => counts.use('a', 1, count))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it('are forgotten when there are many, and with them all nonces that are as old', () => {
    const counts = createNonceCounts(2);
    expect([counts.use('a', 10, 1), counts.use('b', 20, 1), counts.use('c', 30, 1)]).toEqual([true, true, true]);
    expect([counts.use('a', 10, 1), counts.use('unused', 5, 1), counts.use('unused', 10, 1)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([counts.use('b', 20, 2), counts.use('new', 40, 1)]).toEqual([true, true]);
  });
});
