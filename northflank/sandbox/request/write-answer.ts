import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Sends an answer, or only its first bytes: then the connection breaks off within the body. */
export function writeAnswer(response: ServerResponse, { status, body, headers }: Answer, onlyBytes?: number): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (onlyBytes === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, Math.min(onlyBytes, bytes.length - 1)), () => response.socket?.destroy());
}
