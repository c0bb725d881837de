import { fileURLToPath } from 'node:url';
import { runCommand, writeConfiguration } from '../../scripts/clients/command-line.mjs';
import { newerNode } from '../../scripts/judges/newer-node.mjs';

const folder = new URL('node_modules/@modelcontextprotocol/inspector/', import.meta.url);
const program = fileURLToPath(new URL('clients/launcher/build/index.js', folder));

/**
 * The command line of the MCP Inspector. `--strict` has it fail where a tool's schema is not one that all clients take.
 *
 * @param {'legacy' | 'modern'} era
 * @returns {import('../../scripts/clients/client.mjs').Connect}
 */
export const connectIn = (era) => async (server) => {
  const node = await newerNode();
  const configuration = await writeConfiguration(server);
  const chosen = ['--cli', '--config', configuration.file, '--server', 'server', '--protocol-era', era];
  const inspect = async (...args) => {
    const output = await runCommand(node, [program, ...chosen, ...args, '--format', 'json', '-q']);
    return JSON.parse(output).result;
  };
  return {
    listTools: async () => (await inspect('--method', 'tools/list', '--strict')).tools.map(({ name }) => name),
    async callTool(name, inputs) {
      const given = ['--tool-name', name, '--tool-args-json', JSON.stringify(inputs)];
      const { content } = await inspect('--method', 'tools/call', ...given);
      return content[0].text;
    },
    close: configuration.remove,
  };
};
