/** The programs whose start and rest are measured, without load. */
import { fileURLToPath } from 'node:url';
import { withKey, withSandbox } from './capstan.mjs';
import { floor } from './floor.mjs';
import { mcpSdk } from './mcp-sdk.mjs';

/**
 * @typedef {object} Program
 * @property {string} id stable name in the results file
 * @property {string} label
 * @property {(upstream: string) => Promise<import('../process/server.mjs').ServerLaunch>} launch
 */

const BARE_NODE = fileURLToPath(new URL('../servers/bare-node.mjs', import.meta.url));

/** @type {readonly Program[]} */
export const programs = [
  { id: 'node', label: 'bare node:http', launch: async () => ({ command: [process.execPath, BARE_NODE] }) },
  { id: 'floor', label: 'floor', launch: floor.launch },
  { id: 'capstan', label: 'Capstan with a key', launch: withKey },
  { id: 'capstan-sandbox', label: 'Capstan with the sandbox', launch: withSandbox },
  { id: 'sdk', label: 'MCP SDK v2 server', launch: mcpSdk('2026-07-28').launch },
];
