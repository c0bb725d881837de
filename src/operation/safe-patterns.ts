import type { Input } from '../capability/model.ts';
import { mapSubschemas } from '../contract/subschemas.ts';
import { isSafePattern } from '../json/pattern/safe-pattern.ts';
import type { JsonSchema } from '../json/schema.ts';

/**
 * The inputs without patterns that can take exponential time: a document is somebody else's text, and one such pattern
 * would let any caller stop the whole process. `capstan check` reports them.
 */
export function withSafePatterns(inputs: readonly Input[]): readonly Input[] {
  return inputs.map((input) => ({ ...input, schema: safe(input.schema) }));
}

function safe(schema: JsonSchema): JsonSchema {
  const copy = mapSubschemas(schema, safe);
  const { pattern, ...rest } = copy;
  return typeof pattern !== 'string' || isSafePattern(pattern) ? copy : rest;
}
