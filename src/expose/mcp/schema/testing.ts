import fc from 'fast-check';

import { isObject } from '../../../json/json.ts';
import type { JsonSchema } from '../../../json/schema.ts';

/** For the tests of schemas: what no client may find, and schemas as authors write them. */

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

const schemasIn = ['items', 'contains', 'propertyNames', 'not', 'if', 'then', 'else', 'additionalProperties'];
const listsIn = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const mapsIn = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const words = new Set(['title', 'description', 'default', 'examples', '$defs', '$schema', '$anchor', '$comment']);

/** The places of a schema that some client or model API refuses: of several types, of none, `true` or `false`, or elsewhere. */
export function unportable(schema: unknown, path = 'root', keyword = ''): readonly string[] {
  if (typeof schema === 'boolean') return keyword === 'additionalProperties' ? [] : [`${path} is ${schema}`];
  if (!isObject(schema)) return [];
  const { type, $ref } = schema;
  const found = [];
  if (Array.isArray(type)) found.push(`${path} has several types`);
  if (typeof $ref === 'string' && !$ref.startsWith('#')) found.push(`${path} is elsewhere`);
  if (Object.keys(schema).every((key) => words.has(key)) && keyword !== 'not') found.push(`${path} says nothing`);
  for (const key of schemasIn) found.push(...(key in schema ? unportable(schema[key], `${path}.${key}`, key) : []));
  for (const key of listsIn) {
    const list = schema[key];
    if (Array.isArray(list)) found.push(...list.flatMap((each, index) => unportable(each, `${path}.${key}.${index}`)));
  }
  for (const key of mapsIn) {
    for (const [name, each] of Object.entries(schema[key] ?? {}))
      found.push(...unportable(each, `${path}.${key}.${name}`));
  }
  return found;
}

/** Any schema made of the keywords that contracts and documents use. */
export const anySchema = fc.letrec<{ schema: JsonSchema | boolean }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom<JsonSchema | boolean>({}, true, false, { description: 'Something.' }),
    fc.record<Record<string, unknown>>(
      {
        type: fc.oneof(
          fc.constantFrom(...types),
          fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }),
        ),
        description: fc.constant('A value.'),
        enum: fc.uniqueArray(fc.constantFrom(1, 'a', null, true), { minLength: 1 }),
        minLength: fc.nat(2),
        minimum: fc.integer({ min: -1, max: 2 }),
        items: tie('schema'),
        properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema'), { maxKeys: 2 }),
        required: fc.constant(['a']),
        additionalProperties: tie('schema'),
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        not: tie('schema'),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<JsonSchema>,
  ),
})).schema;
