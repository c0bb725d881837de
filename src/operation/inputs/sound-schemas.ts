import type { Input } from '../../capability/model.ts';
import { mapSubschemas } from '../../contract/subschemas.ts';
import { isSafePattern } from '../../json/pattern/safe-pattern.ts';
import type { JsonSchema } from '../../json/schema.ts';

/**
 * The inputs without what no schema can hold, for a client that finds it takes none of the tools; and without patterns that
 * can take exponential time: a document is somebody else's text, and one such pattern would let any caller stop the whole
 * process. `capstan check` reports both.
 */
export function withSoundSchemas(inputs: readonly Input[]): readonly Input[] {
  return inputs.map((input) => ({ ...input, schema: sound(input.schema) }));
}

function sound(schema: JsonSchema): JsonSchema {
  const copy = mapSubschemas(schema, sound);
  const unsound = Object.keys(copy).filter((keyword) => !isSound(keyword, copy[keyword]));
  if (unsound.length === 0) return copy;
  return Object.fromEntries(Object.entries(copy).filter(([keyword]) => !unsound.includes(keyword)));
}

function isSound(keyword: string, value: unknown): boolean {
  if (keyword === 'pattern') return typeof value !== 'string' || isSafePattern(value);
  if (keyword === 'minLength' || keyword === 'maxLength') return Number.isInteger(value) && Number(value) >= 0;
  return keyword !== 'enum' || !Array.isArray(value) || value.length > 0;
}
