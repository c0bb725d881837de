import { collect } from '../answer/collect.ts';
import { decodeBody } from '../answer/decode-body.ts';
import { createMask } from '../mask.ts';
import { createUpstream } from '../upstream.ts';
import { NoAnswer } from './no-answer.ts';
import { isPrivate } from './private-address.ts';

export interface FetchRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | undefined;
}

export type FetchWhole = (address: string, request: FetchRequest) => Promise<Response>;

/** Tokens, keys and what servers say of themselves are a few KiB. */
const maxBytes = 256 * 1024;

/**
 * A `fetch` for what authorization servers answer: limited in size and time, and only where nobody can listen in.
 *
 * @param timeout milliseconds for a whole exchange.
 * @throws NoAnswer from the `fetch`, when no whole answer came.
 */
export function createFetchWhole(timeout: number): FetchWhole {
  return async (address, { method, headers, body }) => {
    const url = new URL(address);
    if (!isPrivate(url)) throw new NoAnswer(url.host, undefined);
    const request = {
      method,
      path: url.pathname + url.search,
      headers: Object.entries(headers).flat(),
      body: body?.toString() ?? null,
    };
    // They are asked so rarely that no connection is worth keeping.
    const upstream = createUpstream(url.origin, { timeout, mask: createMask([]) });
    let timer: NodeJS.Timeout | undefined;
    const collected = await collect((receiver) => upstream.send(request, receiver), {
      maxBytes,
      whenGone: (giveUp) => {
        timer = setTimeout(giveUp, timeout);
      },
    });
    clearTimeout(timer);
    void upstream.close();
    const answer = 'failure' in collected ? collected : decodeBody(collected);
    if ('failure' in answer) throw new NoAnswer(url.host, answer.failure);
    const type = answer.headers['content-type'];
    // A Response of some statuses may have no body, not even an empty one.
    return new Response(answer.body.length > 0 ? new Uint8Array(answer.body) : null, {
      status: answer.status,
      headers: typeof type === 'string' ? { 'content-type': type } : {},
    });
  };
}
