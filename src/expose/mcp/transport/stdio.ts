import type { Readable, Writable } from 'node:stream';

import { changeNotification } from '../changes/notification.ts';
import type { Change } from '../changes/changes.ts';
import { errorReply } from '../dispatch.ts';
import { errorCode, notificationMessage, rpcError } from '../message/json-rpc.ts';
import { receive } from '../receive.ts';
import type { Endpoint } from '../receive.ts';
import { Session } from '../session.ts';
import { LineReader } from './lines.ts';
import { StdioExchange, type StdioPeer } from './stdio-exchange.ts';

/** MCP's stdio transport: a message a line, in both directions (MCP 2026-07-28, "stdio"). */
export interface StdioTransport {
  /** Serves this endpoint from now on; requests that are under way are answered by the one they came to. */
  use(endpoint: Endpoint): void;
  /** Tells a client of a revision with handshake, which hears of all lists without asking. */
  readonly tell: (change: Change) => void;
  /** Resolves when the client has closed its end. */
  readonly ended: Promise<void>;
  /** Reads no more: an open input would keep the process from ending. */
  readonly close: () => void;
}

export function serveStdio(input: Readable, output: Writable, maxLineBytes: number): StdioTransport {
  let endpoint: Endpoint | undefined;
  const running = new Set<StdioExchange>();
  const peer: StdioPeer = {
    session: new Session('stdio', {}),
    hasHandshake: false,
    write: (message) => void (output.writable && output.write(`${message}\n`)),
  };
  // A client that is gone cannot be written to, and there is nobody to tell.
  output.on('error', () => undefined);
  const serve = async (line: Buffer | 'tooLong', served: Endpoint): Promise<void> => {
    if (line === 'tooLong') return peer.write(errorReply(undefined, tooLong).body.toString());
    if (line.length === 0 || (line.length === 1 && line[0] === carriageReturn)) return;
    const exchange = new StdioExchange(peer);
    running.add(exchange);
    const { body } = await receive(served, line, undefined, exchange);
    running.delete(exchange);
    if (body !== '' && !exchange.isCancelled) peer.write(body.toString());
  };
  const reader = new LineReader(maxLineBytes);
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      for (const exchange of running) exchange.cancel();
      resolve();
    };
    input.on('end', end);
    input.on('close', end);
    input.on('error', end);
  });
  return {
    use(next) {
      if (!endpoint) {
        input.on('data', (chunk: Buffer) => {
          for (const line of reader.next(chunk)) if (endpoint) void serve(line, endpoint);
        });
      }
      endpoint = next;
    },
    tell(change) {
      const isWanted = change.kind !== 'resource' || peer.session.subscriptions.has(change.uri);
      if (peer.hasHandshake && isWanted) peer.write(notificationMessage(...changeNotification(change)));
    },
    ended,
    close: () => void input.destroy(),
  };
}

const carriageReturn = 0x0d;
const tooLong = rpcError(errorCode.invalidRequest, 413, 'The message is over the size limit.');
