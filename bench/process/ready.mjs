/** The two ways to know that a started program serves: it says so, or its port accepts. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ type: string, url: string }} Face one server of a process, as the ready line names it */

const TIMEOUT_MS = 15_000;

/** @param {ChildProcess} child @returns {Promise<Face[]>} what Capstan's ready line lists */
export function readyLine(child) {
  return untilReady(
    child,
    () =>
      new Promise((resolve) => {
        // The listener stays, so that the program never waits for a pipe that nobody empties.
        createInterface({ input: child.stdout ?? Readable.from([]) }).on('line', (line) => {
          if (line.startsWith('{"event":"ready"')) resolve(JSON.parse(line).servers);
        });
      }),
  );
}

/** @param {ChildProcess} child @param {Face} face where the program is to listen @returns {Promise<Face[]>} */
export function accepting(child, face) {
  const { hostname, port } = new URL(face.url);
  return untilReady(child, async (stopped) => {
    while (!stopped.aborted) {
      const socket = connect(Number(port), hostname);
      const connected = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      socket.destroy();
      if (connected) break;
      await pause(10);
    }
    return [face];
  });
}

/**
 * @template T
 * @param {ChildProcess} child
 * @param {(stopped: AbortSignal) => Promise<T>} ready
 * @returns {Promise<T>} rejects with what the program wrote on stderr when it ends before, or takes too long
 */
async function untilReady(child, ready) {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    if (complaint.length < 2_000) complaint += text;
  });
  const stopped = new AbortController();
  const { signal } = stopped;
  const ended = once(child, 'close', { signal }).then(([code]) => `ended with exit code ${code} before it was ready`);
  const late = pause(TIMEOUT_MS, `was not ready within ${TIMEOUT_MS / 1000} s`, { signal });
  const failed = Promise.race([ended, late]).then((what) => {
    throw new Error([what, complaint.trim()].filter(Boolean).join(': '));
  });
  try {
    return await Promise.race([ready(signal), failed]);
  } finally {
    stopped.abort();
    ended.catch(() => {});
    late.catch(() => {});
    failed.catch(() => {});
  }
}
