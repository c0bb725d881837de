import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../json/schema.ts';
import { loosened, relaxed } from './relax.ts';
import { compileSchema } from './validate.ts';

describe('relaxed', () => {
  const schema: JsonSchema = {
    type: 'object',
    additionalProperties: false,
    properties: {
      job: { $ref: '#/$defs/Job' },
      source: {
        oneOf: [
          { type: 'object', properties: { url: { type: 'string' } }, additionalProperties: false },
          { type: 'object', properties: { image: { type: 'string' } }, additionalProperties: false },
        ],
      },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
    },
    not: { properties: { job: false }, additionalProperties: false },
    $defs: { Job: { type: 'object', unevaluatedProperties: false, properties: { id: { type: 'integer' } } } },
  };
  const strict = compileSchema(schema);
  const lenient = compileSchema(relaxed(schema));

  it('lets unknown properties pass at every level, and overlapping forms with them', () => {
    const value = { job: { id: 1, later: 1 }, source: { url: 'u', later: 1 }, later: 1 };
    expect(strict(value)).not.toEqual([]);
    expect(lenient(value)).toEqual([]);
  });

  it('keeps the rest', () => {
    expect(lenient({ job: { id: 'x' }, labels: { a: 1 } }).map(({ field }) => field)).toEqual(['job.id', 'labels.a']);
    expect(schema.additionalProperties).toBe(false);
  });
});

describe('loosened', () => {
  const result: JsonSchema = {
    type: 'object',
    description: 'An answer.',
    required: ['data'],
    additionalProperties: false,
    properties: {
      data: { $ref: '#/$defs/Page', description: 'One page.' },
      status: { type: 'string', enum: ['A', 'B'], description: 'Where it stands.' },
      size: { type: ['integer', 'null'], minimum: 1 },
      labels: { type: 'object', additionalProperties: { type: 'string', format: 'uuid' } },
      any: { description: 'Anything.' },
      owner: { oneOf: [{ type: 'object', properties: { id: { type: 'string' } } }, { type: 'null' }] },
      either: { anyOf: [{ type: 'string' }, { type: 'number' }] },
    },
    $defs: {
      Page: {
        allOf: [
          { $ref: '#/$defs/Base' },
          { type: 'object', properties: { next: { $ref: '#/$defs/Page' } }, required: ['next'] },
        ],
      },
      Base: { type: 'object', properties: { items: { type: 'array', items: { type: 'string' }, maxItems: 1 } } },
    },
  };
  const loose = loosened(result);
  const check = compileSchema(loose ?? { not: {} });
  const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

  it('keeps structure and words, and drops every demand', () => {
    const page = orNull({ $ref: '#/$defs/Page' });
    const items = orNull({ type: 'array', items: orNull({ type: 'string' }) });
    expect(loose).toEqual({
      type: 'object',
      description: 'An answer.',
      properties: {
        data: { description: 'One page.', ...page },
        status: { description: 'Where it stands.', ...orNull({ type: 'string' }) },
        size: orNull({ type: 'integer' }),
        labels: orNull({ type: 'object', additionalProperties: orNull({ type: 'string' }) }),
        any: { description: 'Anything.' },
        owner: orNull({ type: 'object', properties: { id: orNull({ type: 'string' }) } }),
        either: {},
      },
      $defs: {
        Page: { type: 'object', properties: { next: page, items } },
        Base: { type: 'object', properties: { items } },
      },
    });
  });

  it('fits answers with added, missing and null fields', () => {
    expect(check({})).toEqual([]);
    expect(check({ data: null, status: 'C', size: null, more: 1 })).toEqual([]);
    expect(check({ data: { next: { next: null, items: null } }, owner: null, labels: { a: null } })).toEqual([]);
    expect(check({ data: 'text' })).not.toEqual([]);
  });

  it('describes lists, too', () => {
    expect(loosened({ type: 'array', items: { type: 'string' } })).toEqual({
      type: 'array',
      items: orNull({ type: 'string' }),
    });
  });

  it('has nothing for a result of neither kind', () => {
    expect(loosened({ type: 'string' })).toBeUndefined();
    expect(loosened({})).toBeUndefined();
    expect(
      loosened({ oneOf: [{ type: 'object', properties: { a: { type: 'string' } } }, { type: 'object' }] })?.type,
    ).toBe('object');
  });
});
