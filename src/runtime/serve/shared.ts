import type { IncomingMessage, RequestListener } from 'node:http';
import { restPatterns } from './exposed.ts';
import { groupBy } from './group-by.ts';
import { pathOf } from './request-path.ts';
import { bySegment, createRoom, type Answering } from './rooms.ts';
import { createRootRoutes } from './root-routes.ts';

export interface SharedOptions {
  /** Answers at `/`. */
  readonly index: RequestListener;
  /** Answers where nothing is served. */
  readonly unknown: RequestListener;
}

/** Hands the requests of one listener on to the servers that share it. */
export function shareListener(servers: readonly Answering[], { index, unknown }: SharedOptions): RequestListener {
  const atRoot = servers.filter((server) => server.atRoot);
  const mcp = atRoot.find(({ server }) => server.face.type === 'mcp');
  const skill = atRoot.find(({ server }) => server.face.type === 'skill');
  const rest = atRoot.filter(({ server }) => server.face.type === 'rest');
  const findAtRoot = createRootRoutes(rest);
  const [onlyRest] = rest.length === 1 ? rest : [];

  const root: RequestListener = (request, response) => {
    const path = pathOf(request.url ?? '/');
    const described = path === '/openapi.json' ? onlyRest : undefined;
    const handle = path === '/' ? (mcp && isForMcp(request) ? mcp.handle : index) : findAtRoot(path);
    (handle ?? described?.handle ?? unknown)(request, response);
  };

  const rooms = new Map<string, RequestListener>();
  if (mcp) rooms.set('mcp', mcp.handle);
  if (skill) rooms.set('skills', skill.handle);
  for (const [capability, own] of groupBy(servers, (server) => server.capability)) {
    const room = createRoom(own, unknown);
    const rootFirst: RequestListener = (request, response) =>
      (findAtRoot(pathOf(request.url ?? '/')) ?? room)(request, response);
    rooms.set(capability, own.some(hasOwnNameAtRoot) ? rootFirst : room);
  }
  return bySegment(rooms, root);
}

/** A capability may have paths at the root that begin with its own name. */
function hasOwnNameAtRoot(server: Answering): boolean {
  return server.atRoot && restPatterns(server).some(([first]) => first === undefined || first === server.capability);
}

/** Anyone may GET the index; clients of MCP also ask there, in vain, for a stream of events. */
function isForMcp({ method, headers }: IncomingMessage): boolean {
  return (method !== 'GET' && method !== 'HEAD') || headers.accept?.includes('text/event-stream') === true;
}
