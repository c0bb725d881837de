import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { JsonSchema } from '../../../json/schema.ts';
import { bounded } from './bounded.ts';
import { anySchema } from './testing.ts';

const long = { type: 'string', description: 'x'.repeat(300) };
const left = '(More is known of it than is shown here.)';

test('a schema that is short enough is left alone', () => {
  const schema = { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: long } };
  expect(bounded(schema, 1000)).toBe(schema);
});

test('of a long one the nearest definitions stay, and those left out are said to be', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { near: { $ref: '#/$defs/near' } },
    $defs: {
      far: { type: 'object', description: 'Far.', properties: { a: long } },
      near: { type: 'object', properties: { far: { $ref: '#/$defs/far' } } },
    },
  };
  expect(bounded(schema, 300)).toEqual({
    type: 'object',
    properties: { near: { $ref: '#/$defs/near' } },
    $defs: { near: { type: 'object', properties: { far: { type: 'object', description: `Far. ${left}` } } } },
  });
});

test('one without definitions is cut where it is deepest', () => {
  const schema: JsonSchema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'object', properties: { b: { type: 'object', properties: { c: long } } } } },
  };
  expect(bounded(schema, 250)).toEqual({
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'object', properties: { b: { type: 'object', description: left } } } },
  });
});

test('what fits the whole schema fits what is shown of it', () => {
  const ajv = new Ajv2020({ strict: false, logger: false });
  const schemas = anySchema.filter((schema) => typeof schema !== 'boolean');
  fc.assert(
    fc.property(
      schemas,
      fc.array(fc.jsonValue({ maxDepth: 2 })),
      fc.integer({ min: 1, max: 200 }),
      (schema, values, most) => {
        const whole = ajv.compile(schema);
        const shown = ajv.compile(bounded(schema, most));
        for (const value of values.filter((value) => whole(value))) expect(shown(value)).toBe(true);
      },
    ),
  );
});
