import type { IncomingMessage } from 'node:http';

/** What requests were sent to, of those whose path was made shorter on the way to who answers. */
const targets = new WeakMap<IncomingMessage, string>();

/** Gives a request the path it has for who answers it. */
export function retarget(request: IncomingMessage, url: string): void {
  if (!targets.has(request)) targets.set(request, request.url ?? '/');
  request.url = url;
}

/** The target as it stood in the request line, which a caller's signature is about. */
export function sentTarget(request: IncomingMessage): string {
  return targets.get(request) ?? request.url ?? '/';
}
