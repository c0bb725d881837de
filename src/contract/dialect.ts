import { isObject } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';

/** Which OpenAPI a document is written in: 3.0 has a dialect of its own, 3.1 and later speak JSON Schema 2020-12. */
export type Dialect = '3.0' | '3.1';

const typeNames = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isText = (value: unknown): boolean => typeof value === 'string';
const isNames = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isSchema = (value: unknown): boolean => isObject(value) || typeof value === 'boolean';
const isSchemaList = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isSchema);
const isSchemaMap = (value: unknown): boolean => isObject(value) && Object.values(value).every(isSchema);
const isType = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every((name) => typeNames.has(String(name)))
    : typeNames.has(String(value));

/** What a keyword's value must be, with the keywords it holds for. */
const rules: readonly (readonly [(value: unknown) => boolean, string])[] = [
  [isType, 'type'],
  [isText, 'title description format pattern'],
  [isNumber, 'minimum maximum exclusiveMinimum exclusiveMaximum'],
  [isCount, 'minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains'],
  [(value) => typeof value === 'number' && value > 0, 'multipleOf'],
  [isFlag, 'uniqueItems'],
  [(value) => Array.isArray(value) && value.length > 0, 'enum'],
  [isNames, 'required'],
  [(value) => isObject(value) && Object.values(value).every(isNames), 'dependentRequired'],
  [isSchema, 'items additionalProperties unevaluatedProperties unevaluatedItems propertyNames contains'],
  [isSchema, 'not if then else'],
  [isSchemaList, 'allOf anyOf oneOf prefixItems'],
  [isSchemaMap, 'properties patternProperties dependentSchemas'],
];

/** By keyword. Published contracts break these often, and one slip must not cost the whole contract. */
const possible = new Map(
  rules.flatMap(([rule, keywords]) => keywords.split(' ').map((keyword) => [keyword, rule] as const)),
);

/** Left out: they mean something to OpenAPI alone, or would move what `$ref` is relative to. */
const foreign = /^(?:x-.*|discriminator|xml|externalDocs|nullable|example|\$id|\$schema|\$anchor|\$comment|\$defs)$/s;

/**
 * One schema node of an OpenAPI document in JSON Schema 2020-12, the schemas inside it untouched. Keywords with an
 * impossible value are left out: they say nothing.
 */
export function toJsonSchema(node: Readonly<Record<string, unknown>>, dialect: Dialect): JsonSchema {
  // OpenAPI 3.0.3, Reference Object: whatever stands beside a $ref is ignored.
  if (dialect === '3.0' && typeof node['$ref'] === 'string') return { $ref: node['$ref'] };
  const bounded = dialect === '3.0' ? withNumericBounds(node) : node;
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(bounded)) {
    if (!foreign.test(keyword) && (possible.get(keyword)?.(value) ?? true)) result[keyword] = value;
  }
  if (node['example'] !== undefined && result['examples'] === undefined) result['examples'] = [node['example']];
  return dialect === '3.0' && node['nullable'] === true ? nullable(result) : result;
}

/** OpenAPI 3.0 has draft 4's boolean `exclusiveMinimum`, which turns `minimum` into an open bound. */
function withNumericBounds(node: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = { ...node };
  if (node['exclusiveMinimum'] === true) {
    result['exclusiveMinimum'] = node['minimum'];
    delete result['minimum'];
  }
  if (node['exclusiveMaximum'] === true) {
    result['exclusiveMaximum'] = node['maximum'];
    delete result['maximum'];
  }
  return result;
}

/** `nullable` in 3.0 adds null to the node's type, and to its enum, where authors rarely remember to write it. */
function nullable(schema: JsonSchema): JsonSchema {
  const combined = ['allOf', 'anyOf', 'oneOf', 'not'].some((name) => name in schema);
  if (combined || typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const values = schema.enum;
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(values !== undefined && !values.includes(null) && { enum: [...values, null] }),
  };
}
