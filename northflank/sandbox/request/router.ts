import findMyWay from 'find-my-way';
import { methods, type Call, type Route } from './route.ts';

export interface Found {
  readonly route: Route;
  readonly path: Call['path'];
}

export interface Router {
  find(method: string, path: string): Found | undefined;
  /** The methods a path is served with; none when there is no such path. */
  allowed(path: string): readonly string[];
}

/** Finds the route of a request by its method and its path without the query. */
export function createRouter(routes: readonly Route[]): Router {
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
  return {
    find(method, path) {
      const known = methods.find((each) => each === (method === 'HEAD' ? 'GET' : method));
      return known && lookUp(known, path);
    },
    allowed(path) {
      const served = methods.filter((each) => lookUp(each, path));
      return served.includes('GET') ? ['HEAD', ...served] : served;
    },
  };
}

function pathsOf({ path }: Route): readonly string[] {
  return path.startsWith('/projects') ? [`/v1${path}`, `/v1/teams/{teamId}${path}`] : [`/v1${path}`];
}
