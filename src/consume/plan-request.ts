import type { ConsumedOperation, Parameter, ParameterLocation } from '../capability/model.ts';
import type { FieldProblem } from '../problem/failure.ts';
import { compileBody } from './body/body-parameters.ts';
import { compileHeaders } from './build-headers.ts';
import { compilePath } from './build-path.ts';
import { compileQuery } from './build-query.ts';
import type { Credentials } from './credentials.ts';
import type { Arguments, UpstreamRequest } from './request.ts';
import { resolveText, type Variables } from './variables.ts';

/** Turns arguments into the one request they mean, or names the argument that cannot be sent. */
export type RequestPlan = (values: Arguments) => UpstreamRequest | FieldProblem;

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
  const { credentials } = options;
  const of = (location: ParameterLocation): readonly string[] =>
    operation.parameters.filter((parameter) => parameter.in === location).map((parameter) => parameter.name);
  const constants = fixedValues(operation.parameters, options.variables);
  const [written = ''] = operation.path.split('#');

  const path = compilePath(join(options.basePath, written));
  const query = compileQuery(of('query'), credentials.query ? [credentials.query] : []);
  const body = compileBody(of('body'), options.fallbackBody);
  const headers = compileHeaders({
    fixed: credentials.header ? [credentials.header] : [],
    headers: of('header'),
    cookies: of('cookie'),
    accept: operation.format === 'json' ? 'application/json' : '*/*',
    contentType: 'application/json',
    userAgent: options.userAgent,
  });

  return (given) => {
    const values = constants ? { ...given, ...constants } : given;
    const builtPath = path(values);
    if (typeof builtPath !== 'string') return builtPath;
    const builtBody = body(values);
    const builtHeaders = headers(values, builtBody !== null);
    if (!Array.isArray(builtHeaders)) return builtHeaders as FieldProblem; // it is the only other member of the union
    const builtQuery = query(values);
    const separator = builtPath.includes('?') ? '&' : '?';
    return {
      method: operation.method,
      path: builtQuery === '' ? builtPath : builtPath + separator + builtQuery,
      headers: builtHeaders,
      body: builtBody,
    };
  };
}

/** A path that begins without a slash stands below the base URI all the same; a request line needs one in any case. */
function join(basePath: string, written: string): string {
  const rooted = written === '' || /^[/?]/.test(written) ? basePath + written : `${basePath}/${written}`;
  return rooted.startsWith('/') ? rooted : `/${rooted}`;
}

/** The parameters whose values the document fixes; templates without a value are left out. */
function fixedValues(parameters: readonly Parameter[], variables: Variables): Arguments | undefined {
  const values: Record<string, unknown> = {};
  for (const { name, constant } of parameters) {
    if (constant === undefined) continue;
    const resolved = typeof constant === 'string' ? resolveText(constant, variables) : { value: constant };
    if ('value' in resolved) values[name] = resolved.value;
  }
  return Object.keys(values).length > 0 ? values : undefined;
}
