import { METHODS } from 'node:http';
import findMyWay, { type HTTPMethod } from 'find-my-way';
import { splitPath, type PathPart } from '../../expression/placeholders.ts';
import type { Operation } from '../../operation/operation.ts';

/** An operation and where it is served. */
export interface RestRoute {
  readonly operation: Operation;
  readonly method: string;
  /** With placeholders in braces: `/v1/projects/{projectid}/jobs`. */
  readonly path: string;
  /** The names of the inputs that the path’s placeholders feed, in its order. */
  readonly placeholders: readonly (string | undefined)[];
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

/** A route the router cannot serve; `message` says why. */
export class UnroutablePath extends Error {
  override readonly name = 'UnroutablePath';
}

type FindMyWay = ReturnType<typeof findMyWay>;

/** @throws UnroutablePath when two routes are the same, or a path is not one that can be routed. */
export function createRouter(routes: readonly RestRoute[]): Router {
  const router = empty();
  for (const route of routes) add(router, route);
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

/**
 * A check of routes one after the other: why one cannot be served beside those before it, or undefined when it can. It
 * needs no router, which takes longer to make than most documents to read.
 */
export function createRouteCheck(): (route: RestRoute) => string | undefined {
  const taken = new Set<string>();
  return (route) => {
    const place = `${route.method} ${pattern(route.path).replace(/(?<=.)\/$/, '')}`;
    const why = problemOf(route) ?? (taken.has(place) ? alreadyServed : undefined);
    if (why === undefined) taken.add(place);
    return why === undefined ? undefined : refusal(route, why);
  };
}

function empty(): FindMyWay {
  return findMyWay({ ignoreTrailingSlash: true, maxParamLength: 8192 });
}

function add(router: FindMyWay, route: RestRoute): void {
  const { method, path } = route;
  const why = problemOf(route);
  if (why !== undefined) throw new UnroutablePath(refusal(route, why));
  try {
    router.on(method as HTTPMethod, pattern(path), () => undefined, route); // it is one of the methods
  } catch {
    throw new UnroutablePath(refusal(route, alreadyServed));
  }
}

const alreadyServed = 'another operation is already served there';

function refusal({ method, path }: RestRoute, why: string): string {
  return `${method} ${path} cannot be served: ${why}.`;
}

/** Why a route cannot be served whatever there is beside it. */
function problemOf({ method, path }: RestRoute): string | undefined {
  if (!METHODS.includes(method)) return `${method} is not an HTTP method`;
  const isWild = splitPath(path).some((part) => 'text' in part && part.text.includes('*'));
  if (isWild) return '`*` in a path is not supported';
  return isReachable(path) ? undefined : 'no request can have such a path';
}

/**
 * The path as the router wants it. A placeholder that fills a segment is a name of the router's own, for its names cannot
 * hold every character a document's can; one that shares its segment with text or another is an expression, which ends
 * where the text begins: `/a/{x-y}:run` → `/a/:p0([^]+?)::run`.
 */
function pattern(path: string): string {
  let count = 0;
  const parts = splitPath(rooted(path));
  return parts
    .map((part, index) => {
      if ('text' in part) return literal(part.text).replaceAll(':', '::');
      const shared = !endsSegment(parts[index - 1]) || !beginsSegment(parts[index + 1]);
      return `:p${count++}${shared ? '([^]+?)' : ''}`;
    })
    .join('');
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

function endsSegment(before: PathPart | undefined): boolean {
  return before !== undefined && 'text' in before && before.text.endsWith('/');
}

function beginsSegment(after: PathPart | undefined): boolean {
  return after === undefined || ('text' in after && after.text.startsWith('/'));
}

/** The router compares with the decoded path of a request, whether the document's is written encoded or not. */
function literal(text: string): string {
  try {
    return decodeURI(withWholeEscapes(text));
  } catch {
    return text;
  }
}

/** A percent sign that encodes nothing is one that a request must encode (RFC 3986 §2.4). */
function withWholeEscapes(text: string): string {
  return text.replaceAll(/%(?![\dA-Fa-f]{2})/g, '%25');
}

/** A request's path ends at `?` and `#`, and the router takes an encoded delimiter (`%2F`) for part of a value only. */
function isReachable(path: string): boolean {
  const parts = splitPath(rooted(path));
  if (!parts.some((part) => 'text' in part && /[%?#]/.test(part.text))) return true;
  const router = empty();
  router.on('GET', pattern(path), () => undefined);
  const asked = parts.map((part) => ('text' in part ? withWholeEscapes(part.text) : 'x')).join('');
  return router.find('GET', asked) !== null;
}
