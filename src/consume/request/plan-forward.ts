import type { Parameter } from '../../capability/model.ts';
import type { Failure } from '../../problem/failure.ts';
import { compileHeaders } from './build-headers.ts';
import { compileQuery } from './build-query.ts';
import { fixedValues } from './fixed-values.ts';
import type { RequestPlanOptions } from './plan-request.ts';
import type { UpstreamRequest } from './request.ts';

/** A caller's request that goes on as it is. */
export interface Forwarded {
  readonly method: string;
  /** What follows the exposed path, as it stood in the request line: empty, or beginning with a slash. */
  readonly rest: string;
  /** As it stood in the request line, without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer | null;
}

export type ForwardPlan = (request: Forwarded) => UpstreamRequest | Failure;

/** What describes a body goes along with it, trusted or not. */
const ofTheBody = ['content-type', 'content-encoding'];

/**
 * Plans requests that are no operation's: method, rest of the path, query and body go on as they are; of the headers
 * those that are trusted, beside the API's own constants and its authentication, which win.
 *
 * @param parameters those that every operation of the API takes; their constants are sent.
 * @param trusted lower-cased names of the caller's headers that go along.
 */
export function planForward(
  parameters: readonly Parameter[],
  trusted: readonly string[],
  { basePath, credentials, variables, userAgent }: Omit<RequestPlanOptions, 'fallbackBody'>,
): ForwardPlan {
  const constants = fixedValues(parameters, variables);
  if ('failure' in constants) return () => constants.failure;
  const values = constants.values ?? {};
  const named = (place: Parameter['in']): readonly string[] =>
    parameters
      .filter(({ name, in: location }) => location === place && Object.hasOwn(values, name))
      .map(({ name }) => name);
  const constantHeaders = new Set(named('header').map((name) => name.toLowerCase()));
  const headers = compileHeaders({
    fixed: credentials.header ? [credentials.header] : [],
    headers: [...trusted.filter((name) => !constantHeaders.has(name)), ...named('header')],
    cookies: [],
    accept: '*/*',
    userAgent,
  });
  const ownQuery = compileQuery(named('query'), credentials.query ? [credentials.query] : [])(values);
  const ownNames = new Set([...named('query'), ...(credentials.query ? [credentials.query[0]] : [])]);
  return ({ method, rest, query, headers: given, body }) => {
    if (climbs.test(rest)) return climbing;
    // What a Connection header lists is for this one connection (RFC 9110 §7.6.1).
    const ofThisConnection = String(own(given, 'connection') ?? '')
      .toLowerCase()
      .split(/\s*,\s*/);
    const passed = Object.fromEntries(
      [...trusted, ...(body ? ofTheBody : [])].flatMap((name) => {
        if (ofThisConnection.includes(name)) return [];
        const value = own(given, name);
        return value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')] as const];
      }),
    );
    const built = headers({ ...passed, ...values }, undefined);
    if (!Array.isArray(built)) return unsendable;
    const described = body ? ofTheBody.filter((name) => !trusted.includes(name) && passed[name] !== undefined) : [];
    const wholeQuery = [withoutNames(query, ownNames), ownQuery].filter((part) => part !== '').join('&');
    const path = basePath + rest || '/';
    return {
      method,
      path: wholeQuery === '' ? path : `${path}?${wholeQuery}`,
      headers: [...(built as readonly string[]), ...described.flatMap((name) => [name, passed[name] ?? ''])], // it is a list
      body,
    };
  };
}

/**
 * A step `.` or `..` between slashes, with any of these written encoded or as a backslash, and with parameters behind it:
 * servers decode what they like before they walk a path.
 */
const climbs = /(?:^|[/\\]|%2f|%5c)(?:\.|%2e){1,2}(?=[/\\;]|%2f|%5c|%3b|$)/i;

/** A name such as `constructor` is found on any object. */
function own(headers: Forwarded['headers'], name: string): string | readonly string[] | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

/** A caller may not say what the document fixes. */
function withoutNames(query: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return query;
  return query
    .split('&')
    .filter((pair) => !names.has(decoded(pair.split('=')[0] ?? '')))
    .join('&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const climbing: Failure = {
  code: 'invalid-input',
  status: 400,
  detail: 'The path holds a step (`.` or `..`), which could lead out of the API. Nothing was sent.',
  retry: 'never',
};

const unsendable: Failure = {
  code: 'invalid-input',
  status: 400,
  detail: 'A header holds characters that cannot be sent on. Nothing was sent.',
  retry: 'never',
};
