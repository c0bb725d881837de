/**
 * Which CPU each part of the run gets.
 *
 * The measured server has one CPU to itself, as a single-threaded server in a container would; the upstream and the
 * load share another, or have one each where there are three. The server is then the slowest part of the chain and
 * kept busy, so its CPU time per request does not depend on what else runs. A subject cheaper than the load itself
 * (nginx) waits for the load: its CPU time stays right, its requests per second are a lower bound.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @typedef {'server' | 'upstream' | 'load'} Part */

/** @returns {number[]} the CPUs this process may use */
function allowedCpus() {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0';
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

function tasksetWorks() {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const cpus = allowedCpus();

/** @type {Record<Part, number> | undefined} undefined where nothing can be pinned */
export const pinning =
  cpus.length > 1 && tasksetWorks()
    ? { server: cpus[0] ?? 0, upstream: cpus[1] ?? 0, load: cpus[2] ?? cpus[1] ?? 0 }
    : undefined;

/**
 * @param {string[]} command
 * @param {Part | undefined} part undefined leaves the command free to use every CPU
 * @returns {string[]} the command, bound to the CPU of its part
 */
export function pinned(command, part) {
  return pinning && part ? ['taskset', '-c', String(pinning[part]), ...command] : command;
}
