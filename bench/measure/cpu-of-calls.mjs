import { Agent, request } from 'node:http';
import { cpuSeconds } from '../process/proc.mjs';

/** @typedef {{ path: string, body?: string, headers?: Record<string, string> }} Call */

/**
 * Calls a server again and again, several times at once.
 *
 * @param {number} pid of the server
 * @param {string} origin
 * @param {() => Call} next the call to make
 * @param {{ calls: number, atOnce: number }} amount
 * @returns {Promise<number>} CPU seconds of the server
 */
export async function cpuOfCalls(pid, origin, next, { calls, atOnce }) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const before = cpuSeconds(pid);
  let left = calls;
  const worker = async () => {
    while (left-- > 0) await send(agent, origin, next());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  agent.destroy();
  return cpuSeconds(pid) - before;
}

/** @param {Agent} agent @param {string} origin @param {Call} call @returns {Promise<void>} rejects for any answer but 200 */
function send(agent, origin, { path, body, headers }) {
  return new Promise((resolve, reject) => {
    const options = {
      agent,
      method: body ? 'POST' : 'GET',
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    };
    const sent = request(origin + path, options, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
      response.resume().on('end', resolve);
    });
    sent.on('error', reject).end(body);
  });
}
