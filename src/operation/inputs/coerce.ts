import type { JsonSchema } from '../../json/schema.ts';

/** Makes a value of its text, as URLs, headers and the arguments of prompts have it. What does not fit stays text, for the validation to speak of. */
export type Coercion = (text: string | readonly string[]) => unknown;

export function compileCoercion(schema: JsonSchema): Coercion {
  const type = typeOf(schema);
  if (type === 'array') {
    const item = compileCoercion(schema.items ?? {});
    return (text) => (typeof text === 'string' ? [item(text)] : text.map((one) => item(one)));
  }
  const one = single[type ?? ''];
  if (!one) return (text) => text;
  return (text) => (typeof text === 'string' ? one(text) : text);
}

const single: Readonly<Record<string, (text: string) => unknown>> = {
  integer: number,
  number,
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
  object: json,
};

function number(text: string): unknown {
  if (!/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return text;
  // An id of more digits than a number holds would become another id.
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text)) ? text : Number(text);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function typeOf({ type, anyOf }: JsonSchema): string | undefined {
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return type.find((one) => one !== 'null');
  const [first] = Array.isArray(anyOf) ? (anyOf as readonly JsonSchema[]) : []; // schemas hold schemas there
  return first && typeOf(first);
}
