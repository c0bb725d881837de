import type { Dispatcher } from 'undici';
import { answerHeaders } from './answer/answer-headers.ts';
import { createDispatcher, usesProxy } from './dispatcher.ts';
import type { ByteFilter, Mask } from './mask.ts';
import type { Cancel, Headers, Receiver } from './answer/receiver.ts';
import type { UpstreamRequest } from './request/request.ts';
import { upstreamFailure, type Target } from './upstream-failures.ts';

/** One consumed API's server: a pool of connections that requests go out on. */
export interface Upstream {
  /** Sends a request, once; what comes of it goes to the receiver. Never throws. */
  readonly send: (request: UpstreamRequest, receiver: Receiver) => Cancel;
  /** Lets running calls finish, then closes the connections. */
  close(): Promise<void>;
}

export interface UpstreamOptions {
  /** Milliseconds until the first byte of an answer, and between two pieces of it. */
  readonly timeout: number;
  readonly mask: Mask;
}

/** @param origin scheme, host and port: `https://api.example.com`. */
export function createUpstream(origin: string, options: UpstreamOptions): Upstream {
  const dispatcher = createDispatcher(origin, options.timeout);
  const url = new URL(origin);
  const target: Target = { host: url.host, isProxied: usesProxy(url) };
  let closing: Promise<void> | undefined;
  return {
    send(request, receiver) {
      const exchange = new Exchange(request.method, target, receiver, options);
      const fail = (error: unknown): void =>
        exchange.onResponseError(
          undefined,
          error instanceof Error ? error : new Error('The request could not be sent'),
        );
      try {
        const dispatched = dispatcher.dispatch(
          {
            method: request.method,
            path: request.path,
            // undici only reads them; its type does not say so.
            headers: request.headers as string[],
            body: request.body,
          },
          exchange,
        );
        if (dispatched instanceof Promise) dispatched.catch(fail);
      } catch (error) {
        fail(error);
      }
      return exchange.cancel;
    },
    close: () => (closing ??= dispatcher.close()),
  };
}

/** One request and what comes back, in the form undici calls: the only per-call state on the way. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #method: string;
  readonly #target: Target;
  readonly #receiver: Receiver;
  readonly #options: UpstreamOptions;
  readonly #filter: ByteFilter;
  #controller: Dispatcher.DispatchController | undefined;
  #sent = false;
  #status: number | undefined;
  #over = false;

  constructor(method: string, target: Target, receiver: Receiver, options: UpstreamOptions) {
    this.#method = method;
    this.#target = target;
    this.#receiver = receiver;
    this.#options = options;
    this.#filter = options.mask.stream();
  }

  readonly cancel: Cancel = () => {
    if (this.#over) return;
    this.#over = true;
    this.#controller?.abort(new Error('The caller went away'));
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(new Error('The caller went away'));
    else this.#sent = true;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (this.#over || status < 200) return;
    this.#status = status;
    this.#receiver.start(status, answerHeaders(headers, this.#options.mask), () => controller.resume());
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    const bytes = this.#filter.next(chunk);
    if (bytes.length > 0 && !this.#receiver.data(bytes)) controller.pause();
  }

  onResponseEnd(): void {
    if (this.#over) return;
    this.#over = true;
    const rest = this.#filter.rest();
    if (rest) this.#receiver.data(rest);
    this.#receiver.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#receiver.fail(
      upstreamFailure(error, {
        ...this.#target,
        method: this.#method,
        sent: this.#sent,
        status: this.#status,
        timeout: this.#options.timeout,
      }),
    );
  }
}
