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
  'contentSchema',
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
  return mapAnySubschemas(schema, (inner, keyword) => (typeof inner === 'boolean' ? inner : change(inner, keyword)));
}

/** The same, with `true` and `false` being schemas like any others (JSON Schema 2020-12 §4.3.2). */
export function mapAnySubschemas(
  schema: JsonSchema,
  change: (inner: JsonSchema | boolean, keyword: string) => JsonSchema | boolean,
): JsonSchema {
  const result: Record<string, unknown> = { ...schema };
  const changed = (inner: unknown, keyword: string): unknown =>
    isObject(inner) || typeof inner === 'boolean' ? change(inner, keyword) : inner;
  for (const keyword of single) {
    if (schema[keyword] !== undefined) result[keyword] = changed(schema[keyword], keyword);
  }
  for (const keyword of listed) {
    const inner = schema[keyword];
    if (Array.isArray(inner)) result[keyword] = inner.map((each: unknown) => changed(each, keyword));
  }
  for (const keyword of named) {
    const inner = schema[keyword];
    if (!isObject(inner)) continue;
    const entries = Object.entries(inner).map(([name, each]) => [name, changed(each, keyword)]);
    result[keyword] = Object.fromEntries(entries);
  }
  return result;
}
