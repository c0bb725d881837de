import type { Failure } from '../../problem/failure.ts';
import type { Cancel, Receiver } from '../answer/receiver.ts';
import type { UpstreamRequest } from '../request/request.ts';
import type { Upstream } from '../upstream.ts';

/** Sends a request, once. Whatever takes a `Send` and gives one can stand between an operation and its upstream. */
export type Send = Upstream['send'];

/** A request that can go out, or why there is none. */
export type Prepared = UpstreamRequest | { readonly failure: Failure };

/** Sends a request as soon as it is prepared, unless it was cancelled by then. */
export function sendPrepared(send: Send, preparing: Promise<Prepared>, receiver: Receiver): Cancel {
  let canceled = false;
  let cancel: Cancel = () => {
    canceled = true;
  };
  const proceed = async (): Promise<void> => {
    const prepared = await preparing;
    if (canceled) return;
    if ('failure' in prepared) receiver.fail(prepared.failure);
    else cancel = send(prepared, receiver);
  };
  void proceed();
  return () => cancel();
}

/** The request with this Authorization header and no other; with none at all where there is no value. */
export function authorized(request: UpstreamRequest, value: string | undefined): UpstreamRequest {
  const headers: string[] = value === undefined ? [] : ['authorization', value];
  for (let index = 0; index < request.headers.length; index += 2) {
    const [name = '', text = ''] = request.headers.slice(index, index + 2);
    if (name.toLowerCase() !== 'authorization') headers.push(name, text);
  }
  return { ...request, headers };
}
