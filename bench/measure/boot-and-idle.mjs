/** What a program costs before its first request: the time until it serves, and the memory it rests at. */
import { setTimeout as pause } from 'node:timers/promises';
import { residentMegabytes } from '../process/proc.mjs';
import { startServer } from '../process/server.mjs';
import { median } from './median.mjs';

const REST_MS = 2_000;

/**
 * @typedef {import('../subjects/programs.mjs').Program} Program
 * @typedef {object} Standstill
 * @property {number} bootMs median, from the spawn to the ready line, free to use every CPU
 * @property {number[]} boots ms, each start
 * @property {number} idleMb resident memory two seconds after ready
 */

/**
 * @param {readonly Program[]} programs
 * @param {string} upstream origin
 * @param {number} starts of each program, taken in turns
 * @param {(program: Program, error: unknown) => void} failed told once for a program that does not start
 * @returns {Promise<Map<Program, Standstill>>}
 */
export async function measureStandstill(programs, upstream, starts, failed) {
  const boots = new Map(programs.map((program) => [program, /** @type {number[]} */ ([])]));
  for (let turn = 0; turn < starts; turn++) {
    for (const [program, times] of boots) {
      try {
        const server = await startServer(await program.launch(upstream));
        times.push(server.bootMs);
        await server.stop();
      } catch (error) {
        failed(program, error);
        boots.delete(program);
      }
    }
  }
  /** @type {Map<Program, Standstill>} */
  const found = new Map();
  for (const [program, times] of boots) {
    found.set(program, { bootMs: median(times), boots: times, idleMb: await idleMegabytes(program, upstream) });
  }
  return found;
}

/** @param {Program} program @param {string} upstream */
async function idleMegabytes(program, upstream) {
  const server = await startServer(await program.launch(upstream));
  try {
    await pause(REST_MS);
    return residentMegabytes(server.pid).now;
  } finally {
    await server.stop();
  }
}
