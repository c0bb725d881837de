import { describe, expect, it } from 'vitest';
import type { Shape } from '../../capability/model.ts';
import { InvalidExpression } from '../../expression/scanner.ts';
import type { Json } from '../../json/json.ts';
import { compileMapping, mappingSchema } from './map-output.ts';

interface Written {
  readonly type?: string;
  readonly description?: string;
  readonly path?: string;
  readonly constant?: Json;
  readonly properties?: Readonly<Record<string, Written>>;
  readonly items?: Written;
}

function shape({ type, description, path, constant, properties, items }: Written): Shape {
  return {
    type,
    description,
    path,
    constant,
    properties: properties && new Map(Object.entries(properties).map(([name, part]) => [name, shape(part)])),
    items: items && shape(items),
    place: undefined,
  };
}

function map(written: Written, source: Json): Json {
  return compileMapping(shape(written))(source, () => undefined);
}

const payload = {
  data: { jobs: [{ id: 1, labels: ['a', 'b'] }, { id: '2' }, null], total: '2', open: 'true' },
};

describe('a mapping', () => {
  it('takes what a path names, or null', () => {
    expect(map({ path: '$.data.total' }, payload)).toBe('2');
    expect(map({ path: '$.data.jobs[0].labels' }, payload)).toEqual(['a', 'b']);
    expect(map({ path: '$.data.jobs[*].id' }, payload)).toEqual([1, '2']);
    expect(map({ path: '$.data.nothing.deep' }, payload)).toBeNull();
    expect(map({ path: '$.constructor' }, payload)).toBeNull();
    expect(map({ path: '$' }, [1])).toEqual([1]);
  });

  it('nests, each path relative to the value above it', () => {
    const written: Written = {
      type: 'object',
      path: '$.data',
      properties: {
        count: { type: 'integer', path: '$.total' },
        jobs: {
          type: 'array',
          path: '$.jobs',
          items: {
            type: 'object',
            properties: { id: { type: 'string', path: '$.id' }, first: { path: '$.labels[0]' } },
          },
        },
        source: { constant: 'northwind' },
        __proto__id: { constant: null },
      },
    };
    expect(map(written, payload)).toEqual({
      count: 2,
      jobs: [{ id: '1', first: 'a' }, { id: '2', first: null }, null],
      source: 'northwind',
      __proto__id: null,
    });
  });

  it('comes to null where its source is missing or no list', () => {
    const list: Written = { type: 'array', path: '$.jobs', items: { path: '$' } };
    expect(map(list, {})).toBeNull();
    expect(map(list, { jobs: { not: 'a list' } })).toBeNull();
    expect(map({ path: '$.a', properties: { b: { path: '$.c' } } }, { a: null })).toBeNull();
    expect(map({ properties: { b: { path: '$.c' } } }, 'text')).toEqual({ b: null });
  });

  it.each<[string, Json, Json]>([
    ['string', 5, '5'],
    ['string', true, 'true'],
    ['string', { a: 1 }, { a: 1 }],
    ['number', '1.50', 1.5],
    ['integer', ' 7 ', 7],
    ['number', '', ''],
    ['number', 'seven', 'seven'],
    ['number', 'Infinity', 'Infinity'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', 'yes', 'yes'],
    ['boolean', 1, 1],
    ['string', null, null],
    ['unheard-of', 5, 5],
  ])('of type %s makes of %j %j', (type, value, expected) => {
    expect(map({ type, path: '$' }, value)).toEqual(expected);
  });

  it('that cannot be read is refused when it is compiled', () => {
    expect(() => compileMapping(shape({ properties: { a: { items: { path: '$.[' } } } }))).toThrow(InvalidExpression);
  });
});

describe('the schema of a mapping', () => {
  it('says what may come, with null for anything', () => {
    const written: Written = {
      description: 'What is there.',
      properties: {
        total: { type: 'integer', description: 'How many.', path: '$.total' },
        jobs: { type: 'array', path: '$.jobs', items: { properties: { id: { type: 'string', path: '$.id' } } } },
      },
    };
    const id = { anyOf: [{ type: 'string' }, { type: 'null' }] };
    expect(mappingSchema(shape(written))).toEqual({
      type: 'object',
      description: 'What is there.',
      properties: {
        total: { description: 'How many.', anyOf: [{ type: 'integer' }, { type: 'string' }, { type: 'null' }] },
        jobs: {
          anyOf: [
            { type: 'array', items: { anyOf: [{ type: 'object', properties: { id } }, { type: 'null' }] } },
            { type: 'null' },
          ],
        },
      },
    });
  });
});
