import type { IncomingMessage } from 'node:http';

import type { Failure } from '../../problem/failure.ts';

/**
 * How much of a body that is too large is still read and thrown away, in bytes. Answering while a client still sends
 * resets its connection, often before it has read the answer; one that is a little over the limit should learn why.
 */
const discardLimit = 8 * 1024 * 1024;

/**
 * The whole body of a request, or why there is none: `body-too-large` (by its Content-Length before anything is kept, or
 * as soon as the limit is passed) or `canceled` (the client went away). Never rejects.
 *
 * After `body-too-large` the connection can't be used again: answer with `connection: close`.
 *
 * @param maxBytes the largest body that is accepted, in bytes
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | Failure> {
  return new Promise((resolve) => {
    const declared = Number(request.headers['content-length']);
    if (declared > maxBytes + discardLimit) {
      resolve(tooLarge(maxBytes));
      return;
    }
    let kept: Buffer[] = [];
    let length = 0;
    let excessive = declared > maxBytes;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (!excessive && length <= maxBytes) {
        kept.push(chunk);
        return;
      }
      excessive = true;
      kept = [];
      if (length > maxBytes + discardLimit) {
        request.pause();
        resolve(tooLarge(maxBytes));
      }
    });
    request.on('end', () => {
      const [first] = kept;
      // Most bodies arrive in one piece, which needs no copy.
      const whole = kept.length === 1 && first !== undefined ? first : Buffer.concat(kept, excessive ? 0 : length);
      resolve(excessive ? tooLarge(maxBytes) : whole);
    });
    // After 'end' this comes too, and means nothing.
    request.on('close', () => {
      if (!request.complete) resolve(canceled);
    });
  });
}

function tooLarge(maxBytes: number): Failure {
  return {
    code: 'body-too-large',
    status: 413,
    detail: `The request body is larger than the ${maxBytes} bytes this server accepts.`,
    retry: 'never',
  };
}

const canceled: Failure = {
  code: 'canceled',
  status: 499,
  detail: 'The client went away before its request was complete.',
  retry: 'safe',
};
