import type { Json } from '../../../json/json.ts';
import type { JsonSchema } from '../../../json/schema.ts';

/** Keywords that speak of values of one type alone (JSON Schema 2020-12, validation and applicator vocabularies). */
const keywordsOf = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding', 'contentMediaType'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['items', 'prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains'],
  object: [
    'properties',
    'patternProperties',
    'additionalProperties',
    'propertyNames',
    'required',
    'minProperties',
    'maxProperties',
    'dependentRequired',
    'dependentSchemas',
  ],
};

const typeOfKeyword = new Map(
  Object.entries(keywordsOf).flatMap(([type, keywords]) => keywords.map((keyword) => [keyword, type] as const)),
);

/** The type a keyword speaks of (`number` for both kinds of numbers); undefined for those that speak of any. */
export function keywordType(keyword: string): string | undefined {
  return typeOfKeyword.get(keyword);
}

/** The type that a schema without one can only be meant for: that of its values, or the one its keywords speak of. */
export function impliedType(schema: JsonSchema): string | undefined {
  const values = schema.enum ?? ('const' in schema ? [schema['const'] as Json] : undefined); // keywords hold JSON
  const types = new Set(values?.map(typeOf) ?? Object.keys(schema).flatMap((keyword) => keywordType(keyword) ?? []));
  return types.size === 1 ? [...types][0] : undefined;
}

/** The JSON Schema type of a value; a whole number is a `number`. */
export function typeOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
