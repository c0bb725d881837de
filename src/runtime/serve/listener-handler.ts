import type { RequestListener } from 'node:http';
import type { Guard } from '../../expose/http/guard.ts';
import { writeProblem } from '../../expose/http/problem.ts';
import { serveAlone } from './alone.ts';
import { pathOf } from './request-path.ts';
import { withResourceMetadata } from './resource-metadata.ts';
import type { Answering } from './rooms.ts';
import { shareListener } from './shared.ts';

/** What answers the requests of one listener, whether one server has it or many share it. */
export function handleRequests(
  servers: readonly Answering[],
  { index, guard }: { readonly index: RequestListener; readonly guard: Guard },
): RequestListener {
  const [first, ...more] = servers;
  const isAlone = first && more.length === 0;
  const handle = isAlone ? serveAlone(first, index) : shareListener(servers, { index, unknown: refuseUnknown(guard) });
  return withResourceMetadata(servers, handle, guard);
}

function refuseUnknown(guard: Guard): RequestListener {
  return (request, response) => {
    const path = pathOf(request.url ?? '/').slice(0, 200);
    const detail = `Nothing is served at ${path}. The list at / says what is served where.`;
    const failure = guard(request) ?? { code: 'unknown-route', status: 404, detail, retry: 'never' };
    writeProblem(response, failure);
  };
}
