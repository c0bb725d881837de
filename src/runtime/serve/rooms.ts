import type { RequestListener } from 'node:http';
import { retarget } from '../../expose/http/request-target.ts';
import type { Placed } from './place.ts';
import { firstSegment, pathAfter } from './request-path.ts';

/** A placed server with what answers its requests. */
export interface Answering extends Placed {
  readonly handle: RequestListener;
}

/** Hands requests on by the first segment of their path. */
export function bySegment(rooms: ReadonlyMap<string, RequestListener>, otherwise: RequestListener): RequestListener {
  return (request, response) => {
    const room = rooms.get(firstSegment(request.url ?? '/')) ?? otherwise;
    room(request, response);
  };
}

/**
 * What answers below `/<capability>`: its REST routes, `/mcp`, `/skills`, and its further servers below their namespaces.
 *
 * @param servers those of this capability.
 */
export function createRoom(servers: readonly Answering[], unknown: RequestListener): RequestListener {
  const home = `/${servers[0]?.capability}`;
  const rooms = new Map<string, RequestListener>();
  let otherwise = unknown;
  for (const { prefix, server, handle } of servers) {
    if (prefix !== home) rooms.set(prefix.slice(home.length + 1), below(prefix.length - home.length, handle));
    else if (server.face.type === 'mcp') rooms.set('mcp', handle);
    else if (server.face.type === 'skill') rooms.set('skills', handle);
    else otherwise = handle;
  }
  return below(home.length, rooms.size === 0 ? otherwise : bySegment(rooms, otherwise));
}

/** Takes the first characters off a request's path before it is answered. */
function below(length: number, handle: RequestListener): RequestListener {
  return (request, response) => {
    retarget(request, pathAfter(request.url ?? '/', length));
    handle(request, response);
  };
}
