import type { JsonSchema } from '../../../json/schema.ts';

/** The values that a schema allows, as texts, where it names them all; else none. */
export function knownValues({ enum: values, type }: JsonSchema): readonly string[] {
  if (values) return values.flatMap((value) => (value === null ? [] : [asText(value)]));
  return type === 'boolean' ? ['true', 'false'] : [];
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
