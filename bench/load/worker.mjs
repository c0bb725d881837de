/**
 * Drives HTTP targets with a fixed number of requests, in a process of its own so that its work is never counted as a
 * server's. Receives `{ target, connections, amount }` over IPC and answers with the measurement of that load.
 */
import { once } from 'node:events';
import { Lane } from './lane.mjs';

/** @typedef {import('./lane.mjs').Target} Target */

/** Below the five seconds after which Node servers close an idle connection, perhaps just as it is used. */
const STALE_MS = 3_000;

/** Connections are kept from one slice to the next. @type {Map<string, Lane[]>} */
const lanesByUrl = new Map();

/** @param {Target} target @param {number} connections @returns {Promise<Lane[]>} connected */
async function lanesTo(target, connections) {
  const kept = (lanesByUrl.get(target.url) ?? []).filter((lane) => {
    const fresh = lane.open && performance.now() - lane.usedAt < STALE_MS;
    if (!fresh) lane.socket.destroy();
    return fresh;
  });
  const added = Array.from({ length: connections - kept.length }, () => new Lane(target));
  await Promise.all(added.map((lane) => once(lane.socket, 'connect')));
  const lanes = [...kept, ...added];
  lanesByUrl.set(target.url, lanes);
  return lanes;
}

/** @param {Target} target @param {number} connections @param {number} amount number of requests */
async function drive(target, connections, amount) {
  const lanes = await lanesTo(target, connections);
  const latencies = new Float64Array(amount);
  let sent = 0;
  let answered = 0;
  let good = 0;
  const started = performance.now();
  await Promise.all(
    lanes.map(
      (lane) =>
        new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
          const next = () => {
            if (sent === amount || !lane.open) return resolve();
            sent++;
            const sentAt = performance.now();
            lane.send((isGood) => {
              latencies[answered++] = performance.now() - sentAt;
              if (isGood) good++;
              next();
            });
          };
          next();
        }),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  return { seconds, latencies: latencies.subarray(0, answered), errors: amount - good };
}

process.on('message', ({ target, connections, amount }) => {
  drive(target, connections, amount).then(
    (measurement) => process.send?.(measurement),
    (error) => process.send?.({ failure: error.message }),
  );
});
process.on('disconnect', () => process.exit());
