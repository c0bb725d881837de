/** The harness's side of the load: one worker process for the whole run, so that every subject meets the same, warmed-up client. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startChild, stopChild } from '../process/children.mjs';

export const CONNECTIONS = 32;
const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));

/** @typedef {{ seconds: number, latencies: Float64Array, errors: number }} Measurement latencies in ms, one a request */

/** @type {import('node:child_process').ChildProcess | undefined} */
let worker;

/**
 * @param {import('./lane.mjs').Target} target
 * @param {number} amount number of requests
 * @param {number} timeoutMs after which the load is given up
 * @returns {Promise<Measurement>}
 */
export async function drive(target, amount, timeoutMs) {
  worker ??= startChild({ command: [process.execPath, WORKER] }, 'load', true);
  const ended = new AbortController();
  const endNow = () => ended.abort();
  worker.once('exit', endNow);
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const answer = once(worker, 'message', { signal: AbortSignal.any([late, ended.signal]) });
    worker.send({ target, connections: CONNECTIONS, amount });
    const [message] = await answer;
    worker.off('exit', endNow);
    if (message.failure) throw new Error(message.failure);
    return message;
  } catch (error) {
    // A worker with a load half done is of no use to the next subject.
    await stopLoad();
    if (late.aborted)
      throw new Error(`${amount} requests were not answered within ${timeoutMs / 1000} s`, { cause: error });
    throw error;
  }
}

export async function stopLoad() {
  if (worker) await stopChild(worker);
  worker = undefined;
}
