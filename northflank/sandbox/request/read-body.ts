import type { IncomingMessage } from 'node:http';
import { errors } from './api-error.ts';

/** The largest body that is accepted, in bytes. */
const largest = 1024 * 1024;

/**
 * The body of a request as text.
 *
 * @throws ApiError when it is too large. All of it is read even so: an answer to a client that still sends is lost.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= largest) chunks.push(chunk);
  }
  if (length > largest) throw errors.tooLarge();
  return Buffer.concat(chunks).toString('utf8');
}
