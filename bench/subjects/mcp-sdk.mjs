import { fileURLToPath } from 'node:url';
import { callListJobs } from '../load/mcp-request.mjs';

const PROGRAM = fileURLToPath(new URL('../servers/mcp-sdk.mjs', import.meta.url));

/** @param {import('../load/mcp-request.mjs').Revision} revision @returns {import('./subject.mjs').Subject} */
export const mcpSdk = (revision) => ({
  id: `sdk-mcp-${revision}`,
  label: `MCP SDK v2 tools/call ${revision}`,
  launch: async (upstream) => ({ command: [process.execPath, PROGRAM, upstream] }),
  target: (server) => callListJobs(server.url('mcp'), revision),
});
