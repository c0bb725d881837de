/** Tools that call nothing: what MCP itself costs, and whether it costs more where there are many tools. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mcpTarget } from '../load/mcp-request.mjs';
import { executable } from './capstan.mjs';

/** @typedef {import('../load/mcp-request.mjs').Revision} Revision */

/** @param {number} count @returns {string} a document with so many tools, each of which answers the sum of its inputs' words */
function documentOf(count) {
  const tools = Array.from({ length: count }, (_, index) => ({
    name: `tool-${index}`,
    description: `Tells of thing ${index}.`,
    inputParameters: [
      { name: 'id', type: 'string', description: 'Which one.' },
      { name: 'count', type: 'integer', description: 'How many.', required: false },
    ],
    outputParameters: [
      { name: 'id', type: 'string', value: '{{id}}' },
      { name: 'index', type: 'integer', value: index },
      { name: 'name', type: 'string', value: 'a thing' },
    ],
  }));
  const exposes = [{ type: 'mcp', namespace: 'mock-mcp', port: 9090, tools }];
  return JSON.stringify({ naftiko: '1.0.0-alpha2', info: { label: 'Mock tools' }, capability: { exposes } });
}

/** @param {number} count @returns {import('./subject.mjs').Subject['launch']} */
const launchWith = (count) => async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'mock-tools.yaml');
  writeFileSync(file, documentOf(count));
  return { command: [process.execPath, executable(), 'run', file, '--json', '--port', '0'] };
};

/** @param {number} count @param {Revision} revision @returns {import('./subject.mjs').Subject} */
export const mockTools = (count, revision) => ({
  id: `capstan-mcp-mock-${count}-${revision}`,
  label: `Capstan MCP tools/call, one of ${count}, no upstream, ${revision}`,
  launch: launchWith(count),
  target: (server) => {
    const params = { name: `tool-${count - 1}`, arguments: { id: 'x-1', count: 2 } };
    const wanted = { id: 'x-1', index: count - 1, name: 'a thing' };
    return mcpTarget(
      server.url('mcp'),
      revision,
      { method: 'tools/call', params, name: params.name },
      ({ structuredContent }) => JSON.stringify(structuredContent) === JSON.stringify(wanted),
    );
  },
});

/** @param {number} count @param {Revision} revision @returns {import('./subject.mjs').Subject} */
export const mockToolList = (count, revision) => ({
  id: `capstan-mcp-list-${count}-${revision}`,
  label: `Capstan MCP tools/list of ${count}, ${revision}`,
  launch: launchWith(count),
  target: (server) =>
    mcpTarget(server.url('mcp'), revision, { method: 'tools/list', params: {} }, ({ tools }) => tools.length === count),
});
