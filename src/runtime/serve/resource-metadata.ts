import type { RequestListener, ServerResponse } from 'node:http';
import type { Guard } from '../../expose/http/guard.ts';
import { writeProblem } from '../../expose/http/problem.ts';
import { wellKnownPath, type ResourceMetadata } from '../../expose/http/callers/resource-metadata.ts';
import { addressesOf } from './list.ts';
import type { Placed } from './place.ts';
import { pathOf } from './request-path.ts';

/**
 * Answers for every server of a listener that takes tokens where callers get one (RFC 9728 §3): at the well-known path,
 * with the path of the server or of its resource behind it; without, where that can mean only one of them. It is there
 * for those who have no token yet, so nobody need show anything.
 */
export function withResourceMetadata(
  servers: readonly Placed[],
  handle: RequestListener,
  guard: Guard,
): RequestListener {
  const found = collect(servers);
  if (found.size === 0) return handle;
  return (request, response) => {
    const { url = '/', method = 'GET' } = request;
    if (!url.startsWith(wellKnownPath)) return handle(request, response);
    const metadata = found.get(pathOf(url).slice(wellKnownPath.length).replace(/\/$/, ''));
    const refused = guard(request) ?? (metadata ? undefined : unknown);
    if (!metadata || refused) return refused && writeProblem(response, refused);
    if (method !== 'GET' && method !== 'HEAD') return writeProblem(response, wrongMethod, { allow: 'GET, HEAD' });
    write(response, metadata);
  };
}

/** Where a server is counts for more than what it calls itself: behind a proxy two may have resources of one path. */
function collect(servers: readonly Placed[]): ReadonlyMap<string, ResourceMetadata> {
  const withTokens = servers.flatMap((placed) => {
    const { metadata } = placed.server.callers ?? {};
    return metadata ? [{ metadata, paths: addressesOf(placed) }] : [];
  });
  const found = new Map<string, ResourceMetadata>();
  const add = (path: string, metadata: ResourceMetadata): void => {
    if (!found.has(path)) found.set(path, metadata);
  };
  for (const { metadata, paths } of withTokens) for (const path of paths) add(path, metadata);
  for (const { metadata } of withTokens) add(metadata.path, metadata);
  const [only, ...more] = withTokens;
  if (only && more.length === 0) add('', only.metadata);
  return found;
}

function write(response: ServerResponse, { body }: ResourceMetadata): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'max-age=300',
  });
  response.end(body);
}

const unknown = {
  code: 'unknown-route',
  status: 404,
  detail: 'No server at this path takes tokens.',
  retry: 'never',
} as const;

const wrongMethod = {
  code: 'method-not-allowed',
  status: 405,
  detail: 'It can only be read: GET and HEAD are served.',
  retry: 'never',
} as const;
