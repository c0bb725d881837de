import type { IncomingMessage } from 'node:http';
import { parse as parseQuery } from 'node:querystring';
import type { Input } from '../../operation/operation.ts';
import type { Failure } from '../../problem/failure.ts';
import { compileCoercion, type Coercion } from '../../operation/inputs/coerce.ts';
import { asInput, asMembers, type PlaceBody, type ReadInputs } from './place-body.ts';
import { readJsonBody, refuseBody } from './read-json-body.ts';
import type { RestRoute } from './router.ts';

/** Gathers an operation's inputs from a request; a promise only when there is a body to wait for. */
export type InputReader = (
  request: IncomingMessage,
  path: readonly (string | undefined)[],
  query: string,
) => ReadInputs | Promise<ReadInputs>;

/** @param credentialHeader holds what callers show the server itself, which is never an input of an operation. */
export function compileInputReader(route: RestRoute, maxBodyBytes: number, credentialHeader?: string): InputReader {
  const { inputs } = route.operation;
  const inPath = route.placeholders;
  const pathTypes = inPath.map((name) => compileCoercion(inputs.find((input) => input.name === name)?.schema ?? {}));
  const inQuery = byName(inputs, 'query');
  const headers = byName(inputs, 'header');
  const cookies = byName(inputs, 'cookie');
  const lists = new Set(inputs.filter(({ schema }) => schema.type === 'array').map(({ name }) => name));
  const placeBody = bodyPlacer(inputs);

  return (request, path, query) => {
    // Without a prototype, an input called `__proto__` is one like any other.
    const values: Record<string, unknown> = Object.create(null);
    for (const [position, name] of inPath.entries()) {
      const value = path[position];
      if (name !== undefined && value !== undefined) values[name] = pathTypes[position]?.(value) ?? value;
    }
    if (query !== '') {
      const unknown = readQuery(query, inQuery, values);
      if (unknown !== undefined) return { failure: unknownParameter(unknown, inQuery) };
    }
    for (const [name, coerce] of headers) {
      const known = name.toLowerCase();
      if (known === credentialHeader) continue;
      const value = headerOf(request, known);
      if (value !== undefined) values[name] = coerce(lists.has(name) ? items(value) : value);
    }
    if (cookies.size > 0) readCookies(request.headers.cookie ?? '', cookies, values);
    if (!hasBody(request)) return { values };
    return placeBody
      ? readJsonBody(request, maxBodyBytes, placeBody, values)
      : refuseBody(request, maxBodyBytes, values);
  };
}

function bodyPlacer(inputs: readonly Input[]): PlaceBody | undefined {
  const members = inputs.filter((input) => input.in === 'member').map(({ name }) => name);
  const whole = inputs.find((input) => input.in === 'body')?.name;
  if (members.length > 0) return asMembers(members, whole);
  return whole === undefined ? undefined : asInput(whole);
}

function byName(inputs: readonly Input[], location: Input['in']): ReadonlyMap<string, Coercion> {
  return new Map(
    inputs.filter((input) => input.in === location).map((input) => [input.name, compileCoercion(input.schema)]),
  );
}

/** @returns the name of a parameter the operation does not take, if there is one: a typing error must not pass unnoticed. */
function readQuery(
  query: string,
  known: ReadonlyMap<string, Coercion>,
  values: Record<string, unknown>,
): string | undefined {
  // All of them: the limit it has by default would drop the rest without a word.
  const given = parseQuery(query, '&', '=', { maxKeys: 0 });
  for (const name in given) {
    const coerce = known.get(name) ?? known.get(name.replace(/\[\]$/, ''));
    const value = given[name];
    if (!coerce) return name;
    if (value !== undefined) values[known.has(name) ? name : name.replace(/\[\]$/, '')] = coerce(value);
  }
  return undefined;
}

function readCookies(header: string, known: ReadonlyMap<string, Coercion>, values: Record<string, unknown>): void {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    const coerce = known.get(name);
    if (coerce && equals > 0) values[name] = coerce(decoded(pair.slice(equals + 1).trim()));
  }
}

/** Cookie values are percent-encoded when they are sent on, so they are decoded here. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A list in a header is its items with commas between (RFC 9110 §5.6.1). */
function items(value: string | readonly string[]): readonly string[] {
  return [value].flat().flatMap((one) => one.split(',').map((item) => item.trim()));
}

/** A name such as `constructor` would be found on any object, sent or not. */
function headerOf({ headers }: IncomingMessage, name: string): string | readonly string[] | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined;
}

function unknownParameter(name: string, known: ReadonlyMap<string, Coercion>): Failure {
  const allowed = [...known.keys()];
  const message =
    allowed.length === 0
      ? 'is not taken: there are no query parameters here'
      : `is not taken here; ${allowed.join(', ')} ${allowed.length > 1 ? 'are' : 'is'}`;
  return {
    code: 'invalid-input',
    status: 400,
    detail: `The query parameter ${name.slice(0, 100)} ${message}. Nothing was sent.`,
    retry: 'never',
    fields: [{ field: name.slice(0, 100), message, allowed }],
  };
}
