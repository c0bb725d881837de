import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Json } from '../../../json/json.ts';
import { cutJson } from './cut-json.ts';

const jobs = Array.from({ length: 100 }, (_, id) => ({ id, name: `job ${id}` }));

describe('a value is cut', () => {
  test('not at all where it is short enough', () => {
    expect(cutJson(jobs, 10_000)).toEqual({ value: jobs, cuts: [] });
  });

  test('after the last whole item of a list', () => {
    const { value, cuts } = cutJson(jobs, 100);
    expect(value).toEqual(jobs.slice(0, 3));
    expect(cuts).toEqual([{ path: '', what: 'items', shown: 3, total: 100 }]);
  });

  test('where it is large, and nowhere else', () => {
    const { value, cuts } = cutJson({ data: { jobs }, pagination: { cursor: 'abc', hasNextPage: true } }, 200);
    expect(value).toEqual({ data: { jobs: jobs.slice(0, 5) }, pagination: { cursor: 'abc', hasNextPage: true } });
    expect(cuts).toEqual([{ path: 'data.jobs', what: 'items', shown: 5, total: 100 }]);
  });

  test('within the first item, where no whole one has room', () => {
    const { value, cuts } = cutJson([{ log: 'x'.repeat(1000) }, { log: 'y' }], 100);
    expect(value).toEqual([{ log: expect.stringMatching(/^x+… \(cut; 1000 characters in all\)$/) }]);
    expect(cuts.map(({ path, what }) => [path, what])).toEqual([
      ['0.log', 'characters'],
      ['', 'items'],
    ]);
  });

  test('after the first members of an object that has too many', () => {
    const { value, cuts } = cutJson(Object.fromEntries(jobs.map(({ name, id }) => [name, id])), 50);
    expect(value).toEqual({ 'job 0': 0, 'job 1': 1, 'job 2': 2, 'job 3': 3 });
    expect(cuts).toEqual([{ path: '', what: 'members', shown: 4, total: 100 }]);
  });

  test('between characters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 80 }), (most) => {
        expect(JSON.stringify(cutJson('😀'.repeat(100), most).value).isWellFormed()).toBe(true);
      }),
    );
  });
});

test('whatever a value is, what is left of it is about as long as it may be, and of the same kinds', () => {
  const kinds = (whole: Json, cut: Json): void => {
    expect(typeof cut).toBe(typeof whole);
    expect(Array.isArray(cut)).toBe(Array.isArray(whole));
    if (typeof whole !== 'object' || whole === null || typeof cut !== 'object' || cut === null) return;
    for (const [name, member] of Object.entries(cut)) kinds(Reflect.get(whole, name) as Json, member);
  };
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
      fc.integer({ min: 100, max: 400 }),
      (written, most) => {
        const whole = written as Json; // fast-check's JSON values
        const { value, cuts } = cutJson(whole, most);
        kinds(whole, value);
        // What says that a text is cut comes on top of what is left of it.
        expect(JSON.stringify(value).length).toBeLessThan(most + 50 * (cuts.length + 1));
        expect(cuts.length === 0).toBe(JSON.stringify(value) === JSON.stringify(whole));
      },
    ),
    // Characters that are written in six.
    { numRuns: 500, examples: [[{ ['\0'.repeat(40)]: 'a', ['\0'.repeat(41)]: 'b' }, 100]] },
  );
});
