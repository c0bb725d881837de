import { mapAnySubschemas } from '../../../contract/subschemas.ts';
import { isObject } from '../../../json/json.ts';
import type { JsonSchema } from '../../../json/schema.ts';
import { anyInput, anyList, anyOutput } from './any-value.ts';
import { withSingleTypes } from './single-types.ts';
import { impliedType } from './types.ts';

/**
 * An input's schema in the form that model APIs and clients have in common: every schema has one type, is a union of such,
 * or refers to a definition of its own document; none is empty, `true` or `false`, and a list says what its items are. It
 * is for showing alone: inputs are checked against the schema itself.
 */
export function portableInput(schema: JsonSchema): JsonSchema {
  return rewrite(schema, (one) => withItems(combines(one) ? one : typed(one)));
}

/** A result's schema in that form. Clients check results against it, so it fits exactly what the schema itself does. */
export function portableOutput(schema: JsonSchema): JsonSchema {
  return rewrite(schema, (one) => (saysNothing(one) ? { ...one, ...anyOutput } : one));
}

/** @param finish what is done with each schema once all inside it are portable and it has at most one type. */
function rewrite(schema: JsonSchema, finish: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const plain = mapAnySubschemas(schema, (inner, keyword) => {
    if (typeof inner !== 'boolean' && !saysNothing(inner)) return rewrite(inner, finish);
    if (mayBeBoolean.has(keyword)) return inner !== false;
    // `{}` under `not` is the one that says something: that no value fits.
    if (keyword === 'not') return inner === false ? { not: {} } : {};
    return inner === false ? { not: {} } : finish(inner === true ? {} : inner);
  });
  // Where nothing fits, nothing else need be said, and the code that Ajv makes of what else is said may fail.
  if (isObject(plain.not) && saysNothing(plain.not)) return { ...annotationsOf(plain), not: {} };
  const { $ref: reference, ...rest } = plain;
  if (reference?.startsWith('#')) return plain;
  // What stands elsewhere is fetched by nobody.
  return finish(withSingleTypes(reference === undefined ? plain : rest));
}

/** Keywords of which a boolean is the common form. */
const mayBeBoolean = new Set(['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems']);

const annotation =
  /^(?:title|description|default|examples|deprecated|readOnly|writeOnly|x-.*|\$(?:comment|schema|id|anchor|defs))$/s;

function saysNothing(schema: JsonSchema): boolean {
  return Object.keys(schema).every((keyword) => annotation.test(keyword));
}

function annotationsOf(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => annotation.test(keyword)));
}

/** Beside these, a type of the whole would only repeat what they say. */
function combines(schema: JsonSchema): boolean {
  return ['type', '$dynamicRef', 'anyOf', 'oneOf', 'allOf', 'not', 'if'].some((keyword) => keyword in schema);
}

function typed(schema: JsonSchema): JsonSchema {
  const type = impliedType(schema);
  return type === undefined ? { ...schema, ...anyInput } : { ...schema, type };
}

function withItems(schema: JsonSchema): JsonSchema {
  if (schema.type !== 'array' || schema.items !== undefined || schema['prefixItems'] !== undefined) return schema;
  return { ...schema, ...anyList };
}
