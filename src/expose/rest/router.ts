import findMyWay, { type HTTPMethod } from 'find-my-way';
import { splitPath } from '../../expression/placeholders.ts';
import type { Operation } from '../../operation/operation.ts';

/** An operation and where it is served. */
export interface RestRoute {
  readonly operation: Operation;
  readonly method: string;
  /** With placeholders in braces: `/v1/projects/{projectid}/jobs`. */
  readonly path: string;
  /** Placeholder to the name of the input it feeds. */
  readonly placeholders: ReadonlyMap<string, string>;
}

export type Found =
  /** `parameters`: the path's values in the order of its placeholders, decoded. */
  | { readonly route: RestRoute; readonly parameters: readonly (string | undefined)[] }
  /** The methods that the path is served with; none when there is no such path. */
  | { readonly allow: readonly string[] };

export interface Router {
  /** @param path without its query, as it stands in the request line. */
  find(method: string, path: string): Found;
}

/** A path the router cannot serve; `message` says why. */
export class UnroutablePath extends Error {
  override readonly name = 'UnroutablePath';
}

/** @throws UnroutablePath when two routes are the same, or a path is not one that can be routed. */
export function createRouter(routes: readonly RestRoute[]): Router {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 8192 });
  for (const route of routes) {
    try {
      router.on(route.method as HTTPMethod, pattern(route.path), () => undefined, route); // a wrong method is refused by the router
    } catch (error) {
      throw new UnroutablePath(
        `${route.method} ${route.path} cannot be served${error instanceof Error ? ` (${error.message})` : ''}.`,
      );
    }
  }
  const methods = [...new Set(routes.map((route) => route.method))];
  const lookUp = (method: string, path: string): Found | undefined => {
    const found = router.find(method as HTTPMethod, path);
    // The store is what `on` was given.
    return found?.store ? { route: found.store as RestRoute, parameters: Object.values(found.params) } : undefined;
  };
  return {
    find(method, path) {
      const found = lookUp(method, path) ?? (method === 'HEAD' ? lookUp('GET', path) : undefined);
      if (found) return found;
      const served = methods.filter((other) => lookUp(other, path));
      return { allow: served.includes('GET') && !served.includes('HEAD') ? [...served, 'HEAD'] : served };
    },
  };
}

/** `/a/{x-y}:run` → `/a/:p0::run`: the router's own parameter names cannot hold every character a document's can. */
function pattern(path: string): string {
  let count = 0;
  const written = splitPath(path)
    .map((part) => ('name' in part ? `:p${count++}` : part.text.replaceAll(':', '::')))
    .join('');
  return written.startsWith('/') ? written : `/${written}`;
}
