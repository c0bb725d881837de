/** Whether memory stays flat: one server under very many requests, its memory read on the way. */
import { drive } from '../load/load.mjs';
import { residentMegabytes } from '../process/proc.mjs';
import { startServer } from '../process/server.mjs';

const STEP = 50_000;
const STEP_TIMEOUT_MS = 300_000;

/**
 * @typedef {object} Soak
 * @property {number} requests
 * @property {number[]} rssMb after every 50,000 requests
 * @property {number} slope MB per 100,000 requests, once warmed up
 * @property {number} errors
 */

/**
 * @param {import('../subjects/subject.mjs').Subject} subject
 * @param {string} upstream origin
 * @param {number} requests
 * @param {(done: number, rssMb: number) => void} sampled
 * @returns {Promise<Soak>}
 */
export async function soak(subject, upstream, requests, sampled) {
  const server = await startServer(await subject.launch(upstream), 'server');
  try {
    const target = await subject.target(server);
    /** @type {number[]} */
    const rssMb = [];
    let errors = 0;
    for (let done = 0; done < requests; done += STEP) {
      errors += (await drive(target, Math.min(STEP, requests - done), STEP_TIMEOUT_MS)).errors;
      rssMb.push(residentMegabytes(server.pid).now);
      sampled(Math.min(done + STEP, requests), rssMb.at(-1) ?? NaN);
    }
    return { requests, rssMb, slope: growth(rssMb), errors };
  } finally {
    await server.stop();
  }
}

/**
 * Collected garbage makes memory rise and fall by more than a leak would show in a while; its low points do not move
 * unless something stays.
 *
 * @param {readonly number[]} rssMb
 * @returns {number} MB per 100,000 requests from the lowest of the middle third to the lowest of the last
 */
function growth(rssMb) {
  const third = Math.floor(rssMb.length / 3);
  const middle = Math.min(...rssMb.slice(-2 * third, -third));
  const last = Math.min(...rssMb.slice(-third));
  return ((last - middle) / (third * STEP)) * 100_000;
}
