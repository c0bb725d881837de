/** What a call costs a process that serves a thousand documents, to what it costs one that serves that document alone. */
import { cpuOfCalls } from '../measure/cpu-of-calls.mjs';
import { median } from '../measure/median.mjs';
import { startServer } from '../process/server.mjs';
import { runCapstan } from './ready.mjs';
import { smallName } from './small.mjs';

const ROUNDS = 12;
const AMOUNT = { calls: 2_500, atOnce: 16 };

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
        spent[which ?? ''] = await cpuOfCalls(
          server.pid,
          origin,
          () => (which === 'alone' ? calls.alone : calls.among),
          AMOUNT,
        );
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
