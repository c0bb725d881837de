import { isObject } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';

/** Keywords of JSON Schema 2020-12 (core and applicator vocabularies) whose value is one schema. */
const single = [
  'items',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'propertyNames',
  'contains',
  'not',
  'if',
  'then',
  'else',
] as const;
/** … a list of schemas. */
const listed = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
/** … schemas by name. */
const named = ['properties', 'patternProperties', 'dependentSchemas', '$defs'] as const;

/** A copy of `schema` in which `change` was applied to each schema directly inside it. `true` and `false` stay as they are. */
export function mapSubschemas(
  schema: JsonSchema,
  change: (inner: JsonSchema, keyword: string) => JsonSchema,
): JsonSchema {
  const result: Record<string, unknown> = { ...schema };
  for (const keyword of single) {
    const inner = schema[keyword];
    if (isObject(inner)) result[keyword] = change(inner, keyword);
  }
  for (const keyword of listed) {
    const inner = schema[keyword];
    if (Array.isArray(inner)) {
      result[keyword] = inner.map((each: unknown) => (isObject(each) ? change(each, keyword) : each));
    }
  }
  for (const keyword of named) {
    const inner = schema[keyword];
    if (!isObject(inner)) continue;
    const entries = Object.entries(inner).map(([name, each]) => [name, isObject(each) ? change(each, keyword) : each]);
    result[keyword] = Object.fromEntries(entries);
  }
  return result;
}
