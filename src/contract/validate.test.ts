import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../json/schema.ts';
import { compileSchema } from './validate.ts';

function said(schema: JsonSchema, value: unknown): readonly string[] {
  return compileSchema(schema)(value).map(({ field, message }) => `${field}: ${message}`);
}

const closed: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 3, maxLength: 5 },
    tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
    limits: { type: 'object', properties: { retries: { type: 'integer', minimum: 0, maximum: 9 } } },
  },
};

describe('compileSchema', () => {
  it('finds nothing wrong with what fits', () => {
    expect(compileSchema(closed)({ name: 'abc', tags: ['a'], limits: { retries: 0 } })).toEqual([]);
  });

  it('names field, range and allowed values', () => {
    expect(compileSchema(closed)({ name: 'ab', tags: ['a', 'c'], limits: { retries: 10 } })).toEqual([
      { field: 'name', message: 'must have from 3 to 5 characters' },
      { field: 'tags.1', message: 'must be one of "a", "b"', allowed: ['a', 'b'] },
      { field: 'limits.retries', message: 'must be from 0 to 9' },
    ]);
  });

  it('says what is missing, and what an unknown property may have meant', () => {
    expect(said(closed, { nmae: 'abc', retries: 1, zzz: 1 })).toEqual([
      'name: is required',
      'nmae: is not a known property; did you mean "name"?',
      'retries: is not a known property; did you mean "limits.retries"?',
      'zzz: is not a known property; known here: name, tags, limits',
    ]);
    expect(said(closed, 'x')).toEqual([': must be an object']);
  });

  it.each<[JsonSchema, unknown, string]>([
    [{ type: ['string', 'null'] }, 1, 'must be a string or null'],
    [{ type: 'number', minimum: 1 }, 0, 'must be 1 or more'],
    [{ type: 'number', exclusiveMaximum: 1 }, 1, 'must be less than 1'],
    [{ type: 'number', multipleOf: 5 }, 1, 'must be a multiple of 5'],
    [{ type: 'array', minItems: 1 }, [], 'must have at least 1 item'],
    [{ type: 'array', uniqueItems: true }, [1, 1], 'must not have the same item twice'],
    [{ type: 'object', maxProperties: 1 }, { a: 1, b: 1 }, 'must have at most 1 property'],
    [{ const: 'x' }, 'y', 'must be "x"'],
    [{ format: 'uuid' }, 'y', 'must be a UUID'],
    [{ pattern: '^a$', description: 'The letter a.' }, 'b', 'must be as described: The letter a. (pattern ^a$)'],
    [{ pattern: '^a$' }, 'b', 'must be of the required form (pattern ^a$)'],
    [{ not: { required: ['a', 'b'] } }, { a: 1, b: 1 }, 'must not have "a" and "b" together'],
    [{ if: { required: ['a'] }, else: { required: ['b'] } }, {}, 'is required'],
    [
      { propertyNames: { pattern: '^A$' } },
      { a: 1 },
      'is not a name that fits: it must be of the required form (pattern ^A$)',
    ],
  ])('%j', (schema, value, message) => {
    expect(compileSchema(schema)(value).map((problem) => problem.message)).toEqual([message]);
  });

  it('never quotes the value', () => {
    const schema = { properties: { a: { type: 'string', pattern: '^x$', maxLength: 2, format: 'uuid', enum: ['k'] } } };
    expect(JSON.stringify(compileSchema(schema)({ a: 'hidden-value' }))).not.toContain('hidden');
  });

  it('stops at twenty problems', () => {
    expect(compileSchema({ items: { type: 'string' } })(Array.from({ length: 50 }, () => 1))).toHaveLength(20);
  });

  it('copes with patterns outside Unicode mode, and with ones that are none', () => {
    expect(said({ pattern: '^a\\:b$' }, 'a:b')).toEqual([]);
    expect(said({ pattern: '^a\\:b$' }, 'ab')).toHaveLength(1);
    expect(said({ pattern: '(?i)x(' }, 'ab')).toEqual([]);
    expect(said({ properties: { a: { pattern: '^a\\:$' }, b: { pattern: '^b\\:$' } } }, { a: 'a:', b: 'b:' })).toEqual(
      [],
    );
  });

  it('does not run a slow pattern over a long text', () => {
    const check = compileSchema({ type: 'string', maxLength: 10, pattern: '^(a+)*$|(\\d+,)+\\d+x' });
    const start = performance.now();
    expect(check('1,'.repeat(200_000))).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('compileSchema, where a value may have several forms', () => {
  const square = {
    type: 'object',
    required: ['kind', 'side'],
    properties: { kind: { const: 'square' }, side: { type: 'number' } },
  };
  const group = {
    type: 'object',
    required: ['kind', 'parts'],
    properties: { kind: { const: 'group' }, parts: { type: 'array', items: { $ref: '#/$defs/Shape' } } },
  };
  const shape = { oneOf: [square, group] };
  const schema: JsonSchema = {
    type: 'object',
    properties: { shape: { $ref: '#/$defs/Shape' } },
    $defs: { Shape: shape },
  };

  it('says what is wrong with the form that was meant, however deep', () => {
    expect(said(schema, { shape: { kind: 'square', side: 'x' } })).toEqual(['shape.side: must be a number']);
    expect(
      said(schema, { shape: { kind: 'group', parts: [{ kind: 'square', side: 1 }, { kind: 'square' }] } }),
    ).toEqual(['shape.parts.1.side: is required']);
  });

  it('names the kinds there are, or the types', () => {
    expect(compileSchema(schema)({ shape: { kind: 'round' } })).toEqual([
      { field: 'shape.kind', message: 'must be one of "square", "group"', allowed: ['square', 'group'] },
    ]);
    expect(said({ anyOf: [{ type: 'string' }, { type: 'array' }] }, 1)).toEqual([': must be a string or an array']);
    expect(said({ oneOf: [{ const: 'a' }, { enum: ['b'] }] }, 'c')).toEqual([': must be one of "a", "b"']);
  });

  it('names the properties of which one is needed, and says when forms overlap', () => {
    expect(said({ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, {})).toEqual([
      ': must have exactly one of "a", "b"',
    ]);
    expect(said({ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1, b: 1 })).toEqual([
      ': fits several of the forms it may have; it must fit just one',
    ]);
    expect(said({ anyOf: [{ type: 'number' }, { minimum: 3 }] }, 4)).toEqual([]);
  });

  it('keeps unevaluatedProperties in force', () => {
    const open: JsonSchema = {
      anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }],
      unevaluatedProperties: false,
    };
    expect(said(open, { a: 1, b: 1 })).toEqual([]);
    expect(said(open, { c: 1 })).toEqual(['c: is not a known property; none is allowed here']);
  });
});
