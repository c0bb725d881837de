/** Capstan as built and as a user starts it; its command line and ready line are the only things known of it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { callListJobs } from '../load/mcp-request.mjs';
import { listJobs } from '../load/rest-request.mjs';
import { API_KEY } from '../servers/jobs.mjs';
import { mcpSdk } from './mcp-sdk.mjs';

/** @typedef {import('../process/server.mjs').ServerLaunch} ServerLaunch */

const root = new URL('../../', import.meta.url);

/** @returns {string} path of the executable that package.json names */
export function executable() {
  const { bin = 'dist/cli.js' } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const path = fileURLToPath(new URL(typeof bin === 'string' ? bin : (bin.capstan ?? 'dist/cli.js'), root));
  if (!existsSync(path)) throw new Error(`${path} does not exist: build first`);
  return path;
}

/** @param {string} upstream origin @returns {Promise<ServerLaunch>} Capstan with a key, calling that upstream */
export const withKey = async (upstream) => ({
  command: [
    process.execPath,
    executable(),
    'run',
    '--json',
    '--port',
    '0',
    '--base-uri',
    `${upstream}/v1`,
    '--no-sandbox',
  ],
  env: { NORTHFLANK_API_KEY: API_KEY },
});

/** @returns {Promise<ServerLaunch>} Capstan with its own sandbox behind it */
export const withSandbox = async () => ({
  command: [process.execPath, executable(), 'run', '--json', '--port', '0', '--sandbox'],
});

/** @type {import('./subject.mjs').Subject} */
export const capstanRest = {
  id: 'capstan-rest',
  label: 'Capstan REST list',
  launch: withKey,
  target: async (server) => listJobs(server.url('rest')),
};

/** @param {import('../load/mcp-request.mjs').Revision} revision @returns {import('./subject.mjs').Subject} */
export const capstanMcp = (revision) => ({
  id: `capstan-mcp-${revision}`,
  label: `Capstan MCP tools/call ${revision}`,
  sdk: mcpSdk(revision).id,
  launch: withKey,
  target: (server) => callListJobs(server.url('mcp'), revision),
});
