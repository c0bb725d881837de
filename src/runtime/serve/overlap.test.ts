import { assert, array, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOverlapping } from './overlap.ts';
import { readPattern, type Pattern } from './pattern.ts';

function overlapping(...documents: readonly (readonly string[])[]): readonly number[] {
  const paths = new Map(documents.map((paths, index) => [index, paths.map(readPattern)]));
  return [...findOverlapping(paths)];
}

describe('paths overlap', () => {
  it.each([
    ['/a/b', '/a/b'],
    ['/a/b', '/a/b/'],
    ['/a/{x}', '/a/b'],
    ['/{x}/b', '/a/{y}'],
    ['/a/{x}.json', '/a/b'],
    ['/{x}', '/{y}'],
    ['/', '/'],
    ['/a%20b', '/a b'],
  ])('when one request can mean both: %s and %s', (one, other) => {
    expect(overlapping([one, '/only/here'], [other])).toEqual([0, 1]);
  });

  it.each([
    ['/a/b', '/a/c'],
    ['/a/{x}', '/a'],
    ['/a/{x}', '/a/b/c'],
    ['/a/{x}/c', '/a/b/d'],
    ['/a', '/A'],
  ])('but not otherwise: %s and %s', (one, other) => {
    expect(overlapping([one], [other])).toEqual([]);
  });

  it('with those of others alone', () => {
    expect(overlapping(['/a/{x}', '/a/b'], ['/c'])).toEqual([]);
  });

  it('exactly when a comparison of each with each says so', () => {
    const path = array(constantFrom('a', 'b', undefined), { maxLength: 3 });
    assert(
      property(array(array(path, { maxLength: 3 }), { maxLength: 4 }), (documents) => {
        const paths = new Map(documents.map((patterns, index) => [index, patterns]));
        const expected = documents.flatMap((own, index) =>
          own.some((one) => documents.some((them, at) => at !== index && them.some((other) => meet(one, other))))
            ? [index]
            : [],
        );
        expect([...findOverlapping(paths)]).toEqual(expected);
      }),
    );
  });
});

function meet(one: Pattern, other: Pattern): boolean {
  return (
    one.length === other.length &&
    one.every((segment, at) => segment === undefined || other[at] === undefined || segment === other[at])
  );
}
