import fc from 'fast-check';
import { jsonpath } from 'json-p3';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../json/json.ts';
import { InvalidExpression } from '../scanner.ts';
import { compileJsonPath } from './compile.ts';
import { parseJsonPath } from './parse.ts';
import { selectAll } from './select.ts';
import { TooManyValues } from './too-many-values.ts';

const shop: Json = {
  'opening-hours': { monday: '9-17' },
  'a.b': 1,
  books: [
    { title: 'A', price: 5, tags: ['x'], sold: null },
    { title: 'B', price: 12.5, isbn: '1' },
    { title: 'C', price: 20 },
  ],
};

describe('a JSONPath to one place yields the value there', () => {
  it.each<[string, Json | undefined]>([
    ['$', shop],
    ['$.', shop],
    ['$.opening-hours.monday', '9-17'],
    ["$['opening-hours']['monday']", '9-17'],
    ['$["a.b"]', 1],
    ['$.books[0].title', 'A'],
    ['$.books[-1].title', 'C'],
    ['$.books[0].sold', null],
    ['$.books[7].title', undefined],
    ['$.nothing.at.all', undefined],
    ['$.constructor', undefined],
    ['$.__proto__', undefined],
    ['$.books.length', undefined],
  ])('%s', (path, value) => {
    expect(compileJsonPath(path)(shop)).toEqual(value);
  });
});

describe('any other JSONPath yields all it selects', () => {
  it.each<[string, Json]>([
    ['$.books[*].title', ['A', 'B', 'C']],
    ['$..title', ['A', 'B', 'C']],
    ['$.books[0,2].title', ['A', 'C']],
    ['$.books[1:].title', ['B', 'C']],
    ['$.books[::-1].title', ['C', 'B', 'A']],
    ["$.books[?(@.title=='B')].price", [12.5]],
    ['$.books[?@.price > 5 && @.price < 20].title', ['B']],
    ['$.books[?(!@.isbn)].title', ['A', 'C']],
    ["$.books[?(@.isbn || @.tags[0] == 'x')].title", ['A', 'B']],
    ['$.books[?(@.sold == null)].title', ['A']],
    ['$.books[?(@.nope)].title', []],
    ["$['opening-hours'].*", ['9-17']],
  ])('%s', (path, values) => {
    expect(compileJsonPath(path)(shop)).toEqual(values);
  });
});

it.each([
  ['books', 0],
  ['$.books[', 8],
  ['$.books[x]', 8],
  ["$.books['a]", 8],
  ['$.books[?(@.a ~ 1)]', 14],
  ['$..', 3],
  ['$ books', 1],
])('%s is refused at character %i', (path, offset) => {
  const parse = (): unknown => parseJsonPath(path);
  expect(parse).toThrow(InvalidExpression);
  try {
    parse();
  } catch (error) {
    expect((error as InvalidExpression).offset).toBe(offset);
  }
});

describe('a path that multiplies what it looks at', () => {
  let nested: Json = 1;
  for (let level = 0; level < 400; level++) nested = { a: nested };
  const wide: Json = Array.from({ length: 3000 }, () => ({ b: 1 }));

  it.each([
    ['$..a..a..a..a', nested],
    ['$..[*,*]..[*,*]..[*,*]', nested],
    ["$[?@.b == 2 || $..b == 'x']", wide],
  ])('is given up in words: %s', (path, root) => {
    expect(() => compileJsonPath(path)(root)).toThrow(new TooManyValues(path));
  });

  it('is followed as long as it is reasonable', () => {
    expect(compileJsonPath('$..a..a')(nested)).toHaveLength((400 * 399) / 2);
    expect(compileJsonPath('$[?@.b == 1]..b')(wide)).toHaveLength(3000);
  });
});

it('agrees with an implementation of RFC 9535 on what both read', () => {
  const name = fc.constantFrom('a', 'b', 'cd');
  const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom('x', null, true),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(name, tie('value'), { noNullPrototype: true }),
    ),
  })).value;
  const index = fc.integer({ min: -4, max: 4 });
  const segment = fc.oneof(
    name.map((key) => `.${key}`),
    name.map((key) => `['${key}']`),
    index.map((at) => `[${at}]`),
    fc.tuple(index, index).map(([start, end]) => `[${start}:${end}]`),
    fc.tuple(index, index, fc.constantFrom(-2, -1, 1, 2)).map(([start, end, step]) => `[${start}:${end}:${step}]`),
    fc.constantFrom('.*', '[*]', '..*', '..a', '[?@.a == 1]', '[?@.a || @.b]', '[?@ > 0]', "[?@['cd'] != 'x']"),
  );
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `$${segments.join('')}`);
  fc.assert(
    fc.property(path, value, (text, root) => {
      const ours = selectAll(parseJsonPath(text), root).map((match) => match.value);
      const theirs = jsonpath.query(text, root as Parameters<typeof jsonpath.query>[1]).values();
      const sorted = (values: readonly unknown[]): readonly string[] => values.map((one) => JSON.stringify(one)).sort();
      // The order of members and of descendants is left open by the RFC.
      expect(sorted(ours)).toEqual(sorted(theirs));
    }),
    { numRuns: 500 },
  );
});
