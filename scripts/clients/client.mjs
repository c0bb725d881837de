/**
 * What is asked of every client, in words that all of them can be translated to.
 *
 * @typedef {object} Client
 * @property {() => Promise<string[]>} listTools names
 * @property {(name: string, inputs: object) => Promise<string>} callTool the text of the answer
 * @property {() => Promise<void>} close
 *
 * @typedef {object} ServerEntry as it stands under `mcpServers` in a client's configuration: either kind
 * @property {string} [url]
 * @property {string} [command]
 * @property {string[]} [args]
 *
 * @typedef {(server: ServerEntry) => Promise<Client>} Connect
 */
import { install } from '../judges/install.mjs';

const folder = new URL('../../test/clients/', import.meta.url);

/** @returns {Promise<ReadonlyMap<string, Connect>>} every client by its name, fetched if need be */
export async function loadClients() {
  await install(folder);
  const load = (name) => import(new URL(`${name}.mjs`, folder).href);
  const { connectIn } = await load('inspector');
  return new Map([
    ['AI SDK (@ai-sdk/mcp)', (await load('ai-sdk')).connect],
    ['OpenAI Agents (@openai/agents)', (await load('openai-agents')).connect],
    ['LangChain (@langchain/mcp-adapters)', (await load('langchain')).connect],
    ['mcporter', (await load('mcporter')).connect],
    ['MCP Inspector, 2025-11-25', connectIn('legacy')],
    ['MCP Inspector, 2026-07-28', connectIn('modern')],
  ]);
}
