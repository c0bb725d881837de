import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonSchema } from '../../../json/schema.ts';
import { inlined } from './inlined.ts';

const ref = (name: string, beside: JsonSchema = {}): JsonSchema => ({ $ref: `#/$defs/${name}`, ...beside });

test('a definition that is referred to once stands where it is, with the words that are beside its reference', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { job: ref('Job', { description: 'The one to run.' }), from: ref('Day'), to: ref('Day') },
    $defs: {
      Job: { type: 'object', description: 'A job.', properties: { plan: ref('Plan') } },
      Plan: { type: 'string', minLength: 3 },
      Day: { type: 'string', format: 'date' },
      Unused: { type: 'string' },
    },
  };
  expect(inlined(schema)).toEqual({
    type: 'object',
    properties: {
      job: {
        type: 'object',
        description: 'The one to run.',
        properties: { plan: { type: 'string', minLength: 3 } },
      },
      from: ref('Day'),
      to: ref('Day'),
    },
    $defs: { Day: { type: 'string', format: 'date' }, Unused: { type: 'string' } },
  });
});

test.each<[string, JsonSchema]>([
  [
    'that refers to itself',
    { properties: { a: ref('Tree') }, $defs: { Tree: { properties: { below: ref('Tree') } } } },
  ],
  ['that nothing but itself refers to', { type: 'object', $defs: { Lost: { properties: { below: ref('Lost') } } } }],
  [
    'beside whose reference more is asked',
    { properties: { a: ref('Text', { minLength: 5 }) }, $defs: { Text: { type: 'string', minLength: 3 } } },
  ],
  ['that is not there', { properties: { a: ref('Nothing') }, $defs: { Text: { type: 'string' } } }],
])('a definition %s stays out of place', (name, schema) => {
  const { $defs: _, ...lost } = schema;
  expect(inlined(schema)).toEqual(name.includes('nothing but itself') ? lost : schema);
});

test('whatever a schema is, it means the same', () => {
  const ajv = new Ajv2020({ strict: false, logger: false });
  const leaf = fc.constantFrom<JsonSchema>({ type: 'string' }, { minimum: 2 }, { minLength: 1 }, { enum: [1, 'a'] });
  const over = (names: readonly string[]): fc.Arbitrary<JsonSchema> =>
    fc.oneof(
      leaf,
      fc.tuple(fc.constantFrom(...names), leaf, fc.boolean()).map(([name, more, has]) => ref(name, has ? more : {})),
      fc.record({
        properties: fc.dictionary(
          fc.constantFrom('a', 'b'),
          fc.constantFrom(...names).map((n) => ref(n)),
        ),
      }),
      fc.constantFrom(...names).map((name) => ({ not: ref(name) })),
    );
  const schemas = fc.record({
    properties: fc.dictionary(fc.constantFrom('a', 'b'), over(['x', 'y', 'z'])),
    $defs: fc.record({ x: over(['y', 'z']), y: over(['z']), z: leaf }),
  });
  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(1, 'a', '', 5, { a: 1 }, { a: 'a' }, { b: { a: '' } })),
  );
  fc.assert(
    fc.property(schemas, fc.array(values), (schema, each) => {
      const [whole, shown] = [ajv.compile(schema), ajv.compile(inlined(schema))];
      for (const value of each) expect(shown(value)).toBe(whole(value));
    }),
    { numRuns: 300 },
  );
});
