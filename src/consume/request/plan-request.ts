import type { ConsumedOperation, ParameterLocation } from '../../capability/model.ts';
import type { Failure, FieldProblem } from '../../problem/failure.ts';
import { compileBody, type BodyBuilder } from './body/body.ts';
import { compileHeaders } from './build-headers.ts';
import { compilePath } from './build-path.ts';
import { compileQuery } from './build-query.ts';
import type { Credentials } from '../credentials.ts';
import { fixedValues } from './fixed-values.ts';
import type { Arguments, UpstreamRequest } from './request.ts';
import { targetOf, withQuery } from './target.ts';
import type { Variables } from '../variables.ts';

/** Turns arguments into the one request they mean, or says which argument cannot be sent, or why none can. */
export type RequestPlan = (values: Arguments) => UpstreamRequest | FieldProblem | Failure;

export interface RequestPlanOptions {
  /** The base URI's path, without a slash at its end. */
  readonly basePath: string;
  readonly credentials: Credentials;
  readonly variables: Variables;
  readonly userAgent: string;
  /** The body of a request whose caller gives none; null for no body. */
  readonly fallbackBody: string | null;
}

export function planRequest(operation: ConsumedOperation, options: RequestPlanOptions): RequestPlan {
  const { credentials, variables } = options;
  const of = (location: ParameterLocation): readonly string[] =>
    operation.parameters.filter((parameter) => parameter.in === location).map((parameter) => parameter.name);
  const constants = fixedValues(operation.parameters, variables);
  if ('failure' in constants) return () => constants.failure;
  const body = compileBody(operation, variables, options.fallbackBody);
  if (typeof body !== 'function') return () => body;
  const path = compilePath(targetOf(options.basePath, operation.path));
  const query = compileQuery(of('query'), credentials.query ? [credentials.query] : []);
  const headers = compileHeaders({
    fixed: credentials.header ? [credentials.header] : [],
    headers: of('header').filter((name) => !isContentType(name) || operation.body?.content.kind !== 'multipart'),
    cookies: of('cookie'),
    accept: accepted[operation.answer.format] ?? '*/*',
    userAgent: options.userAgent,
  });
  // A name may be fixed in one place, and the caller's to give in another.
  const fixedIn = (...locations: readonly ParameterLocation[]): Arguments | undefined => {
    const placed = operation.parameters.filter((parameter) => locations.includes(parameter.in));
    const fixed = fixedValues(placed, variables);
    return 'values' in fixed ? fixed.values : undefined;
  };
  const build = buildRequest(operation.method, {
    path: withFixed(path, fixedIn('path')),
    query: withFixed(query, fixedIn('query')),
    headers: withFixed(headers, fixedIn('header', 'cookie')),
    body: withFixed(body, constants.values),
  });
  return withTypeOfBody(operation, build);
}

/**
 * REST callers send JSON, and say so in a `Content-Type`, which may be an input as well. It is none of a body that the
 * document writes in another format.
 */
function withTypeOfBody({ parameters, body }: ConsumedOperation, build: RequestPlan): RequestPlan {
  const type = parameters.find(
    ({ in: place, name, constant }) => place === 'header' && isContentType(name) && !constant,
  );
  if (!type || !body || body.content.kind === 'json') return build;
  return (given) =>
    build(/json/i.test(String(given[type.name])) ? withoutPrototype(given, { [type.name]: undefined }) : given);
}

const accepted: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml, text/xml;q=0.9, */*;q=0.1',
};

interface Builders {
  readonly path: ReturnType<typeof compilePath>;
  readonly query: ReturnType<typeof compileQuery>;
  readonly body: BodyBuilder;
  readonly headers: ReturnType<typeof compileHeaders>;
}

function buildRequest(method: string, { path, query, body, headers }: Builders): RequestPlan {
  return (values) => {
    const builtPath = path(values);
    if (typeof builtPath !== 'string') return builtPath;
    const builtBody = body(values);
    if (builtBody && 'field' in builtBody) return builtBody;
    const builtHeaders = headers(values, builtBody?.contentType);
    if (!Array.isArray(builtHeaders)) return builtHeaders as FieldProblem; // it is the only other member of the union
    const builtQuery = query(values);
    return {
      method,
      path: withQuery(builtPath, builtQuery),
      headers: builtHeaders,
      body: builtBody?.body ?? null,
    };
  };
}

/** What the document fixes goes before what callers give. */
function withFixed<More extends readonly unknown[], Built>(
  build: (values: Arguments, ...more: More) => Built,
  fixed: Arguments | undefined,
): (values: Arguments, ...more: More) => Built {
  if (!fixed) return build;
  return (given, ...more) => build(withoutPrototype(given, fixed), ...more);
}

/** A name such as `constructor` would be found on any object, given or not. */
function withoutPrototype(...sources: readonly Arguments[]): Record<string, unknown> {
  return Object.assign(Object.create(null), ...sources);
}

function isContentType(name: string): boolean {
  return name.toLowerCase() === 'content-type';
}
