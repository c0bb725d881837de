import { createMask } from '../mask.ts';
import type { UpstreamRequest } from '../request/request.ts';
import { receive, type Received } from '../testing.ts';
import { createUpstream } from '../upstream.ts';
import type { Send } from './send.ts';

/** For tests: sends to a server, which is left without open connections by `close`. */
export function connect(origin: string): { readonly send: Send; close(): Promise<void> } {
  const upstream = createUpstream(origin, { timeout: 5000, mask: createMask([]) });
  return { send: (request, receiver) => upstream.send(request, receiver), close: () => upstream.close() };
}

export function request(more: Partial<UpstreamRequest> = {}): UpstreamRequest {
  return { method: 'GET', path: '/things', headers: [], body: null, ...more };
}

export function call(send: Send, more?: Partial<UpstreamRequest>): Promise<Received> {
  return receive((receiver) => send(request(more), receiver));
}
