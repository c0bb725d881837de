/**
 * Puts every subject under the same load, several rounds of it.
 *
 * In a round all subjects are up, each in a fresh process, and take turns: a slice of the requests each, forwards, then a
 * slice each backwards, until all have had theirs. A machine that is slower for some seconds is then slower for all of
 * them, which keeps the ratios of a round right where the absolute numbers wander.
 */
import { drive } from '../load/load.mjs';
import { cpuSeconds, residentMegabytes } from '../process/proc.mjs';
import { startServer } from '../process/server.mjs';

const SLICE = 500;
const SLICE_TIMEOUT_MS = 120_000;

/**
 * @typedef {import('../subjects/subject.mjs').Subject} Subject
 * @typedef {object} Sample what one subject showed in one round
 * @property {number} cpuPer10k CPU seconds of the server process per 10,000 requests
 * @property {number} busy share of the time in which the process had a CPU; well below 1, it waited for the load
 * @property {number} rate requests/s
 * @property {number} p50 ms
 * @property {number} p99 ms
 * @property {number} rssMb
 * @property {number} peakMb
 * @property {number} errors
 *
 * @typedef {object} Entry a subject on its way through a round
 * @property {Subject} subject
 * @property {import('../process/server.mjs').Server} server
 * @property {import('../load/lane.mjs').Target} target
 * @property {import('../load/load.mjs').Measurement[]} slices
 * @property {number} cpu seconds used by the timed requests
 */

/**
 * @param {readonly Subject[]} subjects
 * @param {string} upstream origin
 * @param {{ warmUp: number, requests: number }} amounts requests a subject
 * @param {(subject: Subject, error: unknown) => void} failed told once for a subject that drops out of the round
 * @returns {Promise<Map<Subject, Sample>>} of those that came through
 */
export async function runRound(subjects, upstream, { warmUp, requests }, failed) {
  /** @type {Set<Entry>} */
  const entries = new Set();
  const attempt = async (/** @type {Entry} */ entry, /** @type {() => Promise<unknown>} */ work) => {
    try {
      await work();
    } catch (error) {
      failed(entry.subject, error);
      entries.delete(entry);
      await entry.server.stop();
    }
  };
  try {
    for (const subject of subjects) {
      const entry = await enter(subject, upstream).catch((error) => failed(subject, error));
      if (entry) entries.add(entry);
    }
    for (let done = -warmUp, turn = 0; done < requests; done += SLICE, turn++) {
      const order = turn % 2 === 0 ? [...entries] : [...entries].toReversed();
      const amount = Math.min(SLICE, requests - done);
      const slice = done < 0 ? warmUpSlice : timedSlice;
      for (const entry of order) await attempt(entry, () => slice(entry, amount));
    }
    return new Map([...entries].map((entry) => [entry.subject, summed(entry, requests)]));
  } finally {
    await Promise.all([...entries].map((entry) => entry.server.stop()));
  }
}

/** @param {Subject} subject @param {string} upstream @returns {Promise<Entry>} */
async function enter(subject, upstream) {
  const server = await startServer(await subject.launch(upstream), 'server');
  try {
    return { subject, server, target: await subject.target(server), slices: [], cpu: 0 };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** @param {Entry} entry @param {number} amount */
const warmUpSlice = (entry, amount) => drive(entry.target, amount, SLICE_TIMEOUT_MS);

/** @param {Entry} entry @param {number} amount */
async function timedSlice(entry, amount) {
  const before = cpuSeconds(entry.server.pid);
  entry.slices.push(await drive(entry.target, amount, SLICE_TIMEOUT_MS));
  entry.cpu += cpuSeconds(entry.server.pid) - before;
}

/** @param {Entry} entry @param {number} requests @returns {Sample} */
function summed({ server, slices, cpu }, requests) {
  const seconds = slices.reduce((sum, slice) => sum + slice.seconds, 0);
  const latencies = Float64Array.from(slices.flatMap((slice) => [...slice.latencies])).sort();
  const memory = residentMegabytes(server.pid);
  return {
    cpuPer10k: (cpu / requests) * 10_000,
    busy: cpu / seconds,
    rate: requests / seconds,
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? NaN,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? NaN,
    rssMb: memory.now,
    peakMb: memory.peak,
    errors: slices.reduce((sum, slice) => sum + slice.errors, 0),
  };
}
