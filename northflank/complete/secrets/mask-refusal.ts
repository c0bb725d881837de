import type { Json, UpstreamAnswer } from '../../../src/index.ts';
import { isObject } from '../outcomes.ts';
import { filesByName, hidden, valuesByName } from './secret-places.ts';

/** Shorter values would hide ordinary words with them. */
const shortest = 4;

/** An error answer without the secrets of the request that it quotes. */
export function maskRefusal(
  answer: UpstreamAnswer,
  request: Json | undefined,
  safe: ReadonlySet<string>,
): UpstreamAnswer {
  const text = answer.body.toString('utf8');
  const quoted = withoutQuotes(text);
  const masked = [...secretsIn(request ?? null, safe)]
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, secret) => rest.replaceAll(inJson(secret), hidden), quoted);
  if (masked === text) return answer;
  const body = Buffer.from(masked);
  return { ...answer, headers: { ...answer.headers, 'content-length': String(body.length) }, body };
}

/** Northflank ends its messages with what it received, cut off where that is long: no search for the whole finds it. */
function withoutQuotes(text: string): string {
  const error = parse(text);
  if (!isObject(error) || !isObject(error['error']) || !isObject(error['error']['details'])) return text;
  const details = Object.entries(error['error']['details']).map(([field, messages]) => [
    field,
    Array.isArray(messages)
      ? messages.map((message) => (typeof message === 'string' ? unquoted(field, message) : message))
      : messages,
  ]);
  return JSON.stringify({ ...error, error: { ...error['error'], details: Object.fromEntries(details) } });
}

function unquoted(field: string, message: string): string {
  const isSecret = field.split('.').some((name) => valuesByName.has(name) || filesByName.has(name));
  // Of a whole object it cannot be told what is in it.
  return isSecret || /Received "[[{]/.test(message)
    ? message.replace(/Received "[\s\S]*$/, `Received "${hidden}"`)
    : message;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function* secretsIn(value: Json, safe: ReadonlySet<string>): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* secretsIn(item, safe);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const isSecret = isObject(member) && (valuesByName.has(name) || filesByName.has(name));
    if (!isSecret) yield* secretsIn(member, safe);
    else for (const [key, one] of Object.entries(member)) if (!safe.has(key)) yield* textsIn(one);
  }
}

function* textsIn(value: Json): Generator<string> {
  if (typeof value === 'string' && value.length >= shortest) yield value;
  if (isObject(value)) for (const member of Object.values(value)) yield* textsIn(member);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
