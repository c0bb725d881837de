import type { RequestListener } from 'node:http';
import { forwardingsOf, restPatterns } from './exposed.ts';
import type { Placed } from './place.ts';
import type { Answering } from './rooms.ts';

/** Serves a server that has its listener to itself; the index is only where it has nothing itself. */
export function serveAlone(server: Answering, index: RequestListener): RequestListener {
  const { handle } = server;
  if (!leavesRootFree(server)) return handle;
  return (request, response) => {
    const { url = '/', method } = request;
    const wantsIndex = (url === '/' || url.startsWith('/?')) && (method === 'GET' || method === 'HEAD');
    (wantsIndex ? index : handle)(request, response);
  };
}

/** A lone placeholder can be nothing at all, and then its path is `/`. */
export function leavesRootFree(server: Placed): boolean {
  const { type } = server.server.face;
  if (type === 'skill') return true;
  const meansRoot = ([first, ...more]: readonly (string | undefined)[]): boolean =>
    first === undefined && more.length === 0;
  const forwardsAll = forwardingsOf(server).some(({ path }) => path === '');
  return type === 'rest' && !forwardsAll && !restPatterns(server).some(meansRoot);
}
