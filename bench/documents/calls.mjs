/** What a call costs a process that serves a thousand documents, to what it costs one that serves that document alone. */
import { Agent, request } from 'node:http';
import { median } from '../measure/median.mjs';
import { cpuSeconds } from '../process/proc.mjs';
import { startServer } from '../process/server.mjs';
import { runCapstan } from './ready.mjs';
import { smallName } from './small.mjs';

const ROUNDS = 12;
const CALLS = 2_500;
const AT_ONCE = 16;

/** @typedef {{ path: string, body?: string }} Call */

const REST = `/v1/${smallName(1)}/projects/default-project/jobs`;
const TOOL = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'list-jobs-project', arguments: { projectId: 'default-project' } },
});

/**
 * @param {string} one the document alone
 * @param {string} many the folder it is in with the others
 * @returns {Promise<{ what: string, ratio: number }[]>} medians of rounds in which each is called in turns
 */
export async function measureCalls(one, many) {
  const alone = await startServer(runCapstan([one, '--no-sandbox']), 'server');
  const among = await startServer(runCapstan([many, '--no-sandbox']), 'server');
  const rest = [new URL(alone.url('rest')).origin, new URL(among.url('rest')).origin];
  const mcp = [new URL(alone.url('mcp')).origin, new URL(among.url('mcp')).origin];
  const kinds = [
    { what: 'REST at the root', origins: rest, alone: { path: REST }, among: { path: REST } },
    { what: 'REST below its name', origins: rest, alone: { path: REST }, among: { path: `/${smallName(1)}${REST}` } },
    {
      what: 'MCP tools/call',
      origins: mcp,
      alone: { path: '/mcp', body: TOOL },
      among: { path: `/${smallName(1)}/mcp`, body: TOOL },
    },
  ];
  const found = [];
  for (const { what, origins, ...calls } of kinds) {
    const ratios = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const [before, after] = round % 2 === 0 ? ['alone', 'among'] : ['among', 'alone'];
      /** @type {Record<string, number>} */
      const spent = {};
      for (const which of [before, after]) {
        const server = which === 'alone' ? alone : among;
        const origin = origins[which === 'alone' ? 0 : 1] ?? '';
        spent[which ?? ''] = await cpuOf(server.pid, origin, which === 'alone' ? calls.alone : calls.among);
      }
      // The first round warms up.
      if (round > 0) ratios.push((spent['among'] ?? 0) / (spent['alone'] ?? 1));
    }
    found.push({ what, ratio: median(ratios) });
  }
  await alone.stop();
  await among.stop();
  return found;
}

/** @param {number} pid @param {string} origin @param {Call} call @returns {Promise<number>} CPU seconds of the server */
async function cpuOf(pid, origin, call) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const before = cpuSeconds(pid);
  let left = CALLS;
  const worker = async () => {
    while (left-- > 0) await send(agent, origin, call);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
  return cpuSeconds(pid) - before;
}

/** @param {Agent} agent @param {string} origin @param {Call} call @returns {Promise<void>} rejects for any answer but 200 */
function send(agent, origin, { path, body }) {
  return new Promise((resolve, reject) => {
    const options = {
      agent,
      method: body ? 'POST' : 'GET',
      headers: body ? { 'content-type': 'application/json' } : {},
    };
    const sent = request(origin + path, options, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
      response.resume().on('end', resolve);
    });
    sent.on('error', reject).end(body);
  });
}
