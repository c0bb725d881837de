import type { ServerResponse } from 'node:http';

/** Milliseconds between two comments that keep an idle stream from being taken for dead. */
const keepAlive = 15_000;

/** An answer that comes in several messages (Server-Sent Events, HTML Living Standard §9.2), begun with the first. */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #timer: NodeJS.Timeout;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200, [
      'content-type',
      'text/event-stream',
      'cache-control',
      'no-cache, no-transform',
      // Proxies that hold an answer back until it is whole are asked not to.
      'x-accel-buffering',
      'no',
    ]);
    response.flushHeaders();
    this.#timer = setInterval(() => response.write(': still here\n\n'), keepAlive);
    this.#timer.unref();
    response.on('close', () => clearInterval(this.#timer));
  }

  /** @param message JSON without line breaks, as JSON.stringify writes it. */
  send(message: string | Buffer): void {
    if (this.#response.writable) this.#response.write(`event: message\ndata: ${message.toString()}\n\n`);
  }

  /** @param message the last one; left out when all is said. */
  end(message?: string | Buffer): void {
    clearInterval(this.#timer);
    if (message !== undefined) this.send(message);
    this.#response.end();
  }
}
