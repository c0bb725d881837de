import type { RequestListener } from 'node:http';
import { createRouteCheck, createRouter, type RestRoute } from '../../expose/rest/router.ts';
import { createForwardFinder } from '../../expose/rest/forward.ts';
import { forwardingsOf } from './exposed.ts';
import type { Answering } from './rooms.ts';

/** Whose path is it? Methods make no difference: no path at the root belongs to two servers. */
export type FindAtRoot = (path: string) => RequestListener | undefined;

export function createRootRoutes(servers: readonly Answering[]): FindAtRoot {
  const owners = new Map<RestRoute, RequestListener>();
  const isServed = createRouteCheck();
  for (const { server, handle } of servers) {
    for (const route of server.face.type === 'rest' ? server.face.routes : []) {
      const once: RestRoute = { ...route, method: 'GET' };
      if (isServed(once) === undefined) owners.set(once, handle);
    }
  }
  const router = createRouter([...owners.keys()]);
  const forwarding = servers.flatMap((server) => {
    const forwardings = forwardingsOf(server);
    return forwardings.length === 0 ? [] : [{ handle: server.handle, find: createForwardFinder(forwardings) }];
  });
  return (path) => {
    const found = router.find('GET', path);
    return 'route' in found ? owners.get(found.route) : forwarding.find(({ find }) => find(path))?.handle;
  };
}
