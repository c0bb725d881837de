import type { IncomingMessage, ServerResponse } from 'node:http';
import { readTraceContext } from '../../consume/request/trace-context.ts';
import type { Failure } from '../../problem/failure.ts';
import type { Forwarding } from '../../operation/forward.ts';
import type { CallerRefusal, Callers } from '../http/callers.ts';
import type { Pace } from '../http/pace.ts';
import type { Guard } from '../http/guard.ts';
import { withoutThrowing } from '../http/internal-error.ts';
import { writeProblem } from '../http/problem.ts';
import { createForwardFinder, forward } from './forward.ts';
import { describeFace } from './openapi.ts';
import { compileInputReader, type InputReader } from './read-inputs.ts';
import { respond } from './respond.ts';
import { createRouter, type RestRoute } from './router.ts';

export interface RestFaceOptions {
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly routes: readonly RestRoute[];
  readonly forwards?: readonly Forwarding[];
  /** The path below which the face is served, which requests come without: `/github`; by default none. */
  readonly base?: string;
  /** The largest request body, in bytes. */
  readonly maxBodyBytes: number;
  readonly guard: Guard;
  /** Lets callers in; left out, anyone may call. */
  readonly callers?: Callers | undefined;
  /** How often each caller may call; left out, as often as it likes. */
  readonly pace?: Pace | undefined;
  /** Hears of every finished call. */
  readonly report?: (call: RestCall) => void;
  /** Hears of what should never happen. Clients are told no more than that it did. */
  readonly onDefect?: (error: unknown) => void;
}

export interface RestCall {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
}

export interface RestFace {
  /** Answers one HTTP request of any kind. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** Operations served as a REST API, with its own description at `/openapi.json`. */
export function createRestFace(options: RestFaceOptions): RestFace {
  const { guard, callers, pace, maxBodyBytes, report, onDefect, base = '' } = options;
  const findForward = createForwardFinder(options.forwards ?? []);
  const readers = new Map<RestRoute, InputReader>(
    options.routes.map((route) => [route, compileInputReader(route, maxBodyBytes, callers?.header)]),
  );
  const router = createRouter(options.routes);
  let description: Buffer | undefined;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = guard(request);
    if (refused) return writeProblem(response, refused);
    const checked = callers?.check(request);
    const caller = checked instanceof Promise ? await checked : checked;
    if (response.destroyed) return; // it went away meanwhile
    if (caller && 'failure' in caller) return refuseCaller(response, caller);
    const tooFast = pace?.(request, caller);
    if (tooFast) return refuseCaller(response, tooFast);
    const asked = request.url ?? '/';
    const url = callers ? callers.withoutKey(asked) : asked;
    const question = url.indexOf('?');
    const path = question === -1 ? url : url.slice(0, question);
    const method = request.method ?? 'GET';
    const found = router.find(method, path);
    if (!('route' in found)) {
      const onward = findForward(path);
      if (onward) {
        const forbidden = callers?.forbid(caller, onward.forwarding.scopes);
        if (forbidden) return refuseCaller(response, forbidden);
        return forward(onward, request, question === -1 ? '' : url.slice(question + 1), response, maxBodyBytes);
      }
      if (path === '/openapi.json' && found.allow.length === 0) {
        description ??= Buffer.from(JSON.stringify(describeFace(options)));
        return writeDescription(method, response, description);
      }
      return found.allow.length === 0
        ? writeProblem(response, unknownRoute(base, path))
        : writeProblem(response, methodNotAllowed(method, found.allow), { allow: found.allow.join(', ') });
    }
    const { route, parameters } = found;
    if (report) observe(report, route, request, response);
    const forbidden = callers?.forbid(caller, route.operation.scopes);
    if (forbidden) return refuseCaller(response, forbidden);
    const query = question === -1 ? '' : url.slice(question + 1);
    // Every route has its reader: both come from the same list.
    const read = (readers.get(route) as InputReader)(request, parameters, query);
    const inputs = read instanceof Promise ? await read : read;
    if ('failure' in inputs)
      return inputs.failure.code === 'canceled' ? undefined : writeProblem(response, inputs.failure);
    const { traceparent, tracestate } = request.headers;
    const trace = traceparent === undefined ? undefined : readTraceContext(traceparent, tracestate);
    return respond(route.operation, inputs.values, response, { caller, trace });
  };

  return {
    handle: withoutThrowing(answer, onDefect),
  };
}

function refuseCaller(response: ServerResponse, { failure, headers }: CallerRefusal): void {
  writeProblem(response, failure, headers);
}

function writeDescription(method: string, response: ServerResponse, description: Buffer): void {
  if (method !== 'GET' && method !== 'HEAD') {
    return writeProblem(response, methodNotAllowed(method, ['GET', 'HEAD']), { allow: 'GET, HEAD' });
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': description.length });
  response.end(description);
}

function observe(
  report: (call: RestCall) => void,
  route: RestRoute,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const began = performance.now();
  const { method = 'GET', url = '/' } = request;
  response.on('close', () =>
    report({
      operation: route.operation.name,
      method,
      // Query values can be personal; the path says which call it was.
      path: url.replace(/\?.*$/, ''),
      status: response.statusCode,
      milliseconds: performance.now() - began,
    }),
  );
}

function unknownRoute(base: string, path: string): Failure {
  return {
    code: 'unknown-route',
    status: 404,
    detail: `Nothing is served at ${base}${path.slice(0, 200)}. See ${base}/openapi.json for what is.`,
    retry: 'never',
  };
}

function methodNotAllowed(method: string, allow: readonly string[]): Failure {
  return {
    code: 'method-not-allowed',
    status: 405,
    detail: `${method} is not served here; ${allow.join(', ')} ${allow.length > 1 ? 'are' : 'is'}.`,
    retry: 'never',
  };
}
