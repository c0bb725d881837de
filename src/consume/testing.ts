import type { ConsumedOperation, Parameter, ParameterLocation } from '../capability/model.ts';
import type { Failure } from '../problem/failure.ts';
import type { Cancel, Headers, Receiver } from './answer/receiver.ts';
import type { Variables } from './variables.ts';

/** For tests: what came of a call to an upstream, and the parts of one. */
export interface Received {
  readonly status: number | undefined;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly failure: Failure | undefined;
}

/** Runs a call to its last word. */
export function receive(send: (receiver: Receiver) => Cancel): Promise<Received> {
  return new Promise((resolve) => {
    let status: number | undefined;
    let headers: Headers = {};
    const chunks: Buffer[] = [];
    const finish = (failure?: Failure): void => resolve({ status, headers, body: Buffer.concat(chunks), failure });
    send({
      start(startStatus, startHeaders) {
        status = startStatus;
        headers = startHeaders;
      },
      data(chunk) {
        chunks.push(Buffer.from(chunk));
        return true;
      },
      end: () => finish(),
      fail: finish,
    });
  });
}

export function variables(values: Readonly<Record<string, string>> = {}): Variables {
  return { get: (name) => values[name], label: (name) => name.replace(/^.*\./, ''), file: () => undefined };
}

export function parameter(name: string, place: ParameterLocation, more: Partial<Parameter> = {}): Parameter {
  return { name, in: place, required: false, schema: {}, ...more };
}

export function consumed(more: Partial<ConsumedOperation> = {}): ConsumedOperation {
  return {
    namespace: 'up',
    name: 'operation',
    method: 'GET',
    path: '/things',
    description: undefined,
    parameters: [],
    body: undefined,
    answer: { format: 'json', schema: undefined, mediaType: undefined },
    projection: undefined,
    place: undefined,
    ...more,
  };
}

/** Header pairs as an object, names in lower case. */
export function headersOf(pairs: readonly string[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < pairs.length; index += 2) {
    const name = (pairs[index] ?? '').toLowerCase();
    headers[name] = name in headers ? `${headers[name]} AND ${pairs[index + 1]}` : (pairs[index + 1] ?? '');
  }
  return headers;
}

/** Something that a test waits for: `await it.promise`. */
export function deferred(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}
