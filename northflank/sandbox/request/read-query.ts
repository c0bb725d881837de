import { errors, type Details } from './api-error.ts';
import type { QueryParameter } from './contract.ts';
import { detailsOf } from './details.ts';
import type { Query } from './query.ts';

/** Reads the parameters the contract knows; others are no concern of the API. @throws ApiError for what does not fit. */
export function readQuery(query: URLSearchParams, parameters: readonly QueryParameter[]): Query {
  const values: Record<string, unknown> = {};
  const details: Record<string, readonly string[]> = {};
  for (const parameter of parameters) {
    const texts = query.getAll(parameter.name);
    if (texts.length === 0) continue;
    const value = valueOf(parameter, texts);
    values[parameter.name] = value;
    const messages: Details[string] | undefined = Object.values(detailsOf(parameter.check(value), value)).flat();
    if (messages.length > 0) details[parameter.name] = messages;
  }
  if (Object.keys(details).length > 0) throw errors.invalid(details);
  return values; // the contract knows these names and types alone
}

function valueOf({ type }: QueryParameter, texts: readonly string[]): unknown {
  if (type === 'array') return texts;
  const text = texts[0] ?? '';
  return type === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text;
}
