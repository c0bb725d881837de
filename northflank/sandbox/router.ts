import findMyWay from 'find-my-way';
import type { Call, Route } from './route.ts';

export type Found =
  | { readonly route: Route; readonly path: Call['path'] }
  /** The methods the path is served with; none when there is no such path. */
  | { readonly allow: readonly string[] };

/** Finds the route of a request by its method and its path without the query. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Found {
  // The contract refuses ids that are too long; the router need not.
  const router = findMyWay({ maxParamLength: 8192 });
  for (const route of routes) {
    for (const path of pathsOf(route)) {
      router.on(route.method, path.replaceAll(/\{(\w+)\}/g, ':$1'), () => undefined, route);
    }
  }
  const lookUp = (method: Route['method'], path: string): Found | undefined => {
    const found = router.find(method, path);
    // An empty segment names nothing.
    if (!found || Object.values(found.params).includes('')) return undefined;
    // What `on` was given; each placeholder has a value where a path was found.
    return { route: found.store as Route, path: found.params as Call['path'] };
  };
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    const served = methods.filter((each) => lookUp(each, path));
    const same = served.find((each) => each === wanted);
    const found = same && lookUp(same, path);
    return found ?? { allow: served.includes('GET') ? ['HEAD', ...served] : served };
  };
}

const methods = ['GET', 'POST', 'DELETE'] as const;

function pathsOf({ path }: Route): readonly string[] {
  return path.startsWith('/projects') ? [`/v1${path}`, `/v1/teams/{teamId}${path}`] : [`/v1${path}`];
}
