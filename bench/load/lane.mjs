/**
 * One kept-alive HTTP/1.1 connection that sends one request again and again and checks every answer.
 *
 * Our own, because a general load tool costs the machine as much as the cheaper servers measured here, and must connect
 * anew for every slice. It relies on knowing its one request and the exact answer, and is no HTTP client beyond that.
 */
import { connect } from 'node:net';
import { readResponse } from './response.mjs';

/**
 * @typedef {object} Target
 * @property {string} url
 * @property {'GET' | 'POST'} method
 * @property {Record<string, string>} headers
 * @property {string} [body]
 * @property {string} expected the exact body of every answer
 */

const NOTHING = Buffer.alloc(0);

export class Lane {
  /** @param {Target} target */
  constructor({ url, method, headers, body = '', expected }) {
    const { hostname, port, host, pathname } = new URL(url);
    const length = body ? { 'content-length': Buffer.byteLength(body) } : {};
    const lines = Object.entries({ host, ...headers, ...length }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.request = Buffer.from(`${method} ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
    this.expected = Buffer.from(expected);
    this.received = NOTHING;
    /** Bytes of the last good answer behind its headers, and how many bytes came before them. @type {Buffer} */
    this.goodTail = NOTHING;
    this.goodHeadLength = 0;
    /** @type {((good: boolean) => void) | undefined} */
    this.answered = undefined;
    this.open = true;
    this.usedAt = performance.now();
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (chunk) => this.receive(chunk));
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.open = false;
      this.finish(false);
    });
  }

  /** @param {(good: boolean) => void} answered called once, false for any answer but the expected or none */
  send(answered) {
    this.answered = answered;
    this.usedAt = performance.now();
    this.socket.write(this.request);
  }

  /** @param {Buffer} chunk */
  receive(chunk) {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    if (this.sameAsLast()) return this.finish(true);
    const response = readResponse(this.received);
    if (!response) return;
    const good = response.status === 200 && response.body.equals(this.expected);
    if (good) {
      this.goodHeadLength = response.headLength;
      this.goodTail = Buffer.from(this.received.subarray(response.headLength));
    }
    this.finish(good);
  }

  /** Spares the load most of the reading: answers differ in their Date alone. */
  sameAsLast() {
    const { received, goodHeadLength, goodTail } = this;
    return (
      goodHeadLength > 0 &&
      received.length === goodHeadLength + goodTail.length &&
      received.latin1Slice(9, 12) === '200' &&
      received.compare(goodTail, 0, goodTail.length, goodHeadLength) === 0
    );
  }

  /** @param {boolean} good */
  finish(good) {
    this.received = NOTHING;
    const { answered } = this;
    this.answered = undefined;
    answered?.(good);
  }
}
