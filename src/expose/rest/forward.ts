import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Forwarding } from '../../operation/forward.ts';
import { readBody } from '../http/read-body.ts';
import { writeProblem } from '../http/problem.ts';
import { whenGone } from '../http/when-gone.ts';
import { ResponseReceiver } from './respond.ts';

/** Where a request goes that no operation takes; undefined when nowhere. */
export type ForwardFinder = (path: string) => { readonly forwarding: Forwarding; readonly rest: string } | undefined;

/** The longest path that a request's is or is below wins. */
export function createForwardFinder(forwardings: readonly Forwarding[]): ForwardFinder {
  const longestFirst = forwardings.toSorted((a, b) => b.path.length - a.path.length);
  return (path) => {
    const forwarding = longestFirst.find((one) => path === one.path || path.startsWith(`${one.path}/`));
    return forwarding && { forwarding, rest: path.slice(forwarding.path.length) };
  };
}

/** Passes a request on with its method, query and body, and answers with what comes back as it comes. */
export async function forward(
  { forwarding, rest }: NonNullable<ReturnType<ForwardFinder>>,
  request: IncomingMessage,
  query: string,
  response: ServerResponse,
  maxBodyBytes: number,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes);
  if (!Buffer.isBuffer(body)) return body.code === 'canceled' ? undefined : writeProblem(response, body);
  const { method = 'GET', headers } = request;
  const forwarded = { method, rest, query, headers, body: body.length === 0 ? null : body };
  whenGone(response, forwarding.send(forwarded, new ResponseReceiver(response)));
}
