import { setTimeout as wait } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { ApiError } from '../request/api-error.ts';
import type { Line } from '../logs/line.ts';
import { viewLine } from '../logs/select-lines.ts';
import { frames, tokenOf } from './frames.ts';

export interface Tailed {
  /** @throws ApiError for a token that may not see the log. */
  authorize(token: string): void;
  /** The lines that came before, and each time those that came since. @throws ApiError when there is no such log. */
  next(): Promise<readonly Line[]>;
}

/** How long a client has to say who it is, in milliseconds. */
const patience = 10_000;
/** How often new lines are looked for, in milliseconds. */
const interval = 200;

/** Sends a log as it grows, once the client has said who it is, until either side closes. */
export async function tailLog(socket: WebSocket, tailed: Tailed): Promise<void> {
  try {
    const token = tokenOf(await firstMessage(socket)) ?? '';
    if (!isAllowed(socket, token, tailed)) return;
    socket.send(frames.accepted);
    while (socket.readyState === socket.OPEN) {
      const lines = await tailed.next();
      for (const frame of frames.lines(lines.map(viewLine))) socket.send(frame);
      await wait(interval);
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    socket.send(frames.error(error.message));
  } finally {
    socket.close();
  }
}

function isAllowed(socket: WebSocket, token: string, tailed: Tailed): boolean {
  try {
    tailed.authorize(token);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    socket.send(frames.refused(error.message));
    return false;
  }
}

/** '' when none comes. */
function firstMessage(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(''), patience);
    const end = (text: string): void => {
      clearTimeout(timer);
      resolve(text);
    };
    // As `ws` gives them unless told otherwise, messages are one buffer.
    socket.once('message', (data) => end((data as Buffer).toString()));
    socket.once('close', () => end(''));
  });
}
