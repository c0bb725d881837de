/** Starts a server and waits until it serves. */
import { startChild, stopChild } from './children.mjs';
import { accepting, readyLine } from './ready.mjs';

/**
 * @typedef {import('./children.mjs').Launch & { announced?: import('./ready.mjs').Face }} ServerLaunch
 *   `announced` for a program that prints no ready line: where it will listen
 *
 * @typedef {object} Server a running server
 * @property {number} pid
 * @property {number} bootMs from the spawn to the ready line
 * @property {(type: string) => string} url of its face of that type, such as `rest` or `mcp`
 * @property {() => Promise<void>} stop
 */

/**
 * @param {ServerLaunch} launch
 * @param {import('./cpus.mjs').Part} [part]
 * @returns {Promise<Server>} rejects in words when it exits or stays silent
 */
export async function startServer(launch, part) {
  const started = performance.now();
  const child = startChild(launch, part);
  try {
    const faces = await (launch.announced ? accepting(child, launch.announced) : readyLine(child));
    const bootMs = performance.now() - started;
    const url = (/** @type {string} */ type) => {
      const face = faces.find((candidate) => candidate.type === type);
      if (!face) throw new Error(`the ready line names no server of type ${type}`);
      return face.url;
    };
    return { pid: child.pid ?? 0, bootMs, url, stop: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}
