import type { IncomingMessage } from 'node:http';
import type { Answer } from './answer.ts';
import { errors } from './api-error.ts';
import { authorize, bearerToken } from './authorize.ts';
import { createRequestCheck } from './check-request.ts';
import type { Route } from './route.ts';
import type { Router } from './router.ts';
import type { Tokens } from './tokens.ts';

export interface AnswerOptions {
  readonly routes: readonly Route[];
  readonly router: Router;
  readonly tokens: Tokens;
  /** Brings what is looked at up to date. */
  readonly catchUp: () => Promise<void>;
}

/**
 * Answers requests, looking at them in the order the API does: route, method, query and body, token, permission, and
 * only then at what is asked for.
 */
export function createAnswers({
  routes,
  router,
  tokens,
  catchUp,
}: AnswerOptions): (request: IncomingMessage, path: string) => Promise<Answer> {
  const checks = new Map(routes.map((route) => [route, createRequestCheck(route)]));
  return async (request, path) => {
    const { method = 'GET', url = '/' } = request;
    const found = router.find(method, path);
    if (!found) {
      const allowed = router.allowed(path);
      if (allowed.length === 0) throw errors.unknownRoute();
      return methodNotAllowed(allowed);
    }
    const { route } = found;
    const checked = await checks.get(route)?.(request, new URLSearchParams(url.slice(path.length)));
    authorize(tokens, bearerToken(request.headers.authorization), route.access);
    await catchUp();
    return route.answer({ path: found.path, query: {}, body: {}, ...checked });
  };
}

/** The one error that does not come as JSON. */
function methodNotAllowed(allowed: readonly string[]): Answer {
  return {
    status: 405,
    body: 'Method Not Allowed',
    headers: { 'content-type': 'text/plain; charset=utf-8', allow: allowed.join(', ') },
  };
}
