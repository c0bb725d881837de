import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Guard } from '../../src/index.ts';
import type { Answer } from './answer.ts';
import { ApiError, errorAnswer, errors } from './api-error.ts';
import { createRequestCheck } from './check-request.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Route } from './route.ts';
import { createRouter } from './router.ts';

export interface HandlerOptions {
  readonly routes: readonly Route[];
  readonly tokens: ReadonlySet<string>;
  readonly rateLimit: RateLimit;
  readonly guard: Guard;
}

/**
 * Answers requests, looking at them in the order the API does: rate, route, method, query and body, token, and only then
 * at what is asked for.
 */
export function createHandler({ routes, tokens, rateLimit, guard }: HandlerOptions): RequestListener {
  const find = createRouter(routes);
  const checks = new Map(routes.map((route) => [route, createRequestCheck(route)]));

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { method = 'GET', url = '/' } = request;
    const path = url.replace(/\?.*/s, '');
    const found = find(method, path);
    if (!('route' in found)) {
      if (found.allow.length === 0) throw errors.unknownRoute();
      return methodNotAllowed(found.allow);
    }
    const checked = await checks.get(found.route)?.(request, new URLSearchParams(url.slice(path.length)));
    if (!tokens.has(bearerToken(request))) throw errors.unauthorized();
    return found.route.answer({ path: found.path, query: {}, body: {}, ...checked });
  };

  return (request, response) => {
    const { refused, headers } = rateLimit.count();
    const forbidden = guard(request);
    const answering = forbidden
      ? Promise.reject(notOurs(forbidden.code))
      : refused
        ? Promise.reject(errors.tooManyRequests())
        : answer(request);
    void answering.then(
      (it) => write(response, it, headers),
      (error: unknown) => {
        // Who broke off while sending gets no answer.
        if (!request.destroyed || request.complete) write(response, toAnswer(error), headers);
      },
    );
  };
}

function toAnswer(error: unknown): Answer {
  if (error instanceof ApiError) return errorAnswer(error);
  // A mistake of the sandbox's own: who runs it must hear of it, who calls it learns nothing by it.
  process.emitWarning(error instanceof Error ? error : String(error));
  return errorAnswer(new ApiError(500, 'Internal server error'));
}

function write(response: ServerResponse, { status, body, headers }: Answer, more: Answer['headers']): void {
  response.writeHead(status, { ...headers, ...more, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** The one error that does not come as JSON. */
function methodNotAllowed(allow: readonly string[]): Answer {
  return {
    status: 405,
    body: 'Method Not Allowed',
    headers: { 'content-type': 'text/plain; charset=utf-8', allow: allow.join(', ') },
  };
}

function notOurs(code: string): ApiError {
  const header = code === 'host-not-allowed' ? 'Host' : 'Origin';
  return new ApiError(403, `The ${header} header names a host that this sandbox does not answer for`, { id: code });
}

function bearerToken({ headers }: IncomingMessage): string {
  return /^Bearer +(.*)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}
