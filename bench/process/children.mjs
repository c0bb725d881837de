/** Every process of the run is started here and is stopped with it, however it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pinned } from './cpus.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
const GRACE_MS = 3_000;

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => process.exit(1));

/**
 * @typedef {object} Launch
 * @property {string[]} command program and arguments
 * @property {Record<string, string>} [env] added to a bare environment
 */

/**
 * @param {Launch} launch
 * @param {import('./cpus.mjs').Part} [part] the CPU it is bound to
 * @param {boolean} [ipc] whether it talks to us over a channel
 */
export function startChild({ command, env }, part, ipc = false) {
  const [program = '', ...args] = pinned(command, part);
  // A bare environment: no variable of the caller's (a real key, NODE_OPTIONS) may reach or change a subject.
  const child = spawn(program, args, {
    // Keeps a Float64Array one over the channel.
    serialization: 'advanced',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ipc ? ['ignore', 'ignore', 'inherit', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  child.once('error', () => children.delete(child));
  return child;
}

/** Asks a child to end, and ends it when it does not. @param {import('node:child_process').ChildProcess} child */
export async function stopChild(child) {
  if (!children.has(child)) return;
  const exited = once(child, 'exit');
  const deadline = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(deadline);
}
