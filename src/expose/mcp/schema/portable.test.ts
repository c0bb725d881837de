import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { JsonSchema } from '../../../json/schema.ts';
import { portableInput, portableOutput } from './portable.ts';
import { anySchema, unportable } from './testing.ts';

const text = { type: 'string' };
const nothing = { type: 'null' };
const number = { type: 'number' };
const flag = { type: 'boolean' };
const object = { type: 'object' };

const ajv = new Ajv2020({ strict: false, logger: false });

describe('an input is shown', () => {
  const nonLists = [text, number, flag, object];
  const list = { type: 'array', items: { anyOf: nonLists } };

  test.each<[string, JsonSchema, JsonSchema]>([
    ['as it is where every client takes it', { type: 'string', minLength: 1 }, { type: 'string', minLength: 1 }],
    [
      'as a union of types where it has several',
      { type: ['string', 'integer'], minLength: 2 },
      { anyOf: [{ type: 'string', minLength: 2 }, { type: 'integer' }] },
    ],
    [
      'with null beside its values',
      { type: ['string', 'null'], enum: ['a', null], description: 'One.' },
      { description: 'One.', anyOf: [{ type: 'string', enum: ['a'] }, nothing] },
    ],
    ['without a list around a single type', { type: ['string'] }, text],
    [
      'as any value where nothing is known',
      { description: 'Some.' },
      { description: 'Some.', anyOf: [...nonLists, list] },
    ],
    ['with the type its values have', { enum: ['a', 'b'] }, { enum: ['a', 'b'], type: 'string' }],
    ['with the type its keywords speak of', { properties: { a: text } }, { properties: { a: text }, type: 'object' }],
    ['with what its items are', { type: 'array' }, list],
    [
      'with items that are no `true`',
      { type: 'array', items: true } as unknown as JsonSchema,
      { type: 'array', items: { anyOf: [...nonLists, list] } },
    ],
    [
      'with a property that nobody may give',
      { type: 'object', properties: { a: { not: {} } } },
      { type: 'object', properties: { a: { not: {} } } },
    ],
    ['without what stands elsewhere', { $ref: 'https://example.com/a.json', type: 'string' }, text],
    [
      'with its own definitions',
      { $ref: '#/$defs/a', $defs: { a: { type: ['string', 'null'] } } },
      { $ref: '#/$defs/a', $defs: { a: { anyOf: [text, nothing] } } },
    ],
    [
      'open and closed as it is',
      { type: 'object', additionalProperties: {} },
      { type: 'object', additionalProperties: true },
    ],
  ])('%s', (_, schema, shown) => expect(portableInput(schema)).toEqual(shown));

  test('with the keywords of 2020-12 that combine schemas', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: { kind: { type: 'string', enum: ['a', 'b'] }, a: text },
      allOf: [
        {
          anyOf: [
            { type: 'object', required: ['a'] },
            { type: 'object', required: ['kind'] },
          ],
        },
      ],
      if: { type: 'object', properties: { kind: { const: 'a', type: 'string' } }, required: ['kind'] },
      else: { type: 'object', required: ['kind'] },
      additionalProperties: false,
      $defs: { a: { $anchor: 'a', type: 'string' } },
    };
    expect(portableInput(schema)).toEqual(schema);
  });
});

describe('whatever a schema is', () => {
  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, 1, 'a', true, [], {}, { a: 1 }, { a: 'a' }),
  );
  const schemas = anySchema.filter((schema) => typeof schema !== 'boolean');

  test('no client finds anything to refuse in it', () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        expect([...unportable(portableInput(schema)), ...unportable(portableOutput(schema))]).toEqual([]);
      }),
    );
  });

  test('what no value fits is said so that clients can check it', () => {
    const nothing = { type: ['object', 'string'], additionalProperties: {}, description: 'Nothing.', not: {} } as const;
    const shown = portableOutput({ anyOf: [nothing, {}] });
    expect(shown.anyOf).toContainEqual({ description: 'Nothing.', not: {} });
    expect(ajv.compile(shown)(null)).toBe(true);
  });

  test('a result fits the shown schema just when it fits the schema itself', () => {
    fc.assert(
      fc.property(schemas, fc.array(values), (schema, each) => {
        const [own, shown] = [ajv.compile(schema), ajv.compile(portableOutput(schema))];
        for (const value of each) expect(shown(value)).toBe(own(value));
      }),
    );
  });
});
