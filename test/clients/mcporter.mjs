import { fileURLToPath } from 'node:url';
import { runCommand, writeConfiguration } from '../../scripts/clients/command-line.mjs';

const program = fileURLToPath(new URL('node_modules/mcporter/dist/cli.js', import.meta.url));

/** @type {import('../../scripts/clients/client.mjs').Connect} */
export async function connect(server) {
  const configuration = await writeConfiguration(server);
  const mcporter = (...args) => runCommand(process.execPath, [program, '--config', configuration.file, ...args]);
  return {
    listTools: async () => JSON.parse(await mcporter('list', 'server', '--json')).tools.map(({ name }) => name),
    async callTool(name, inputs) {
      const given = ['--args', JSON.stringify(inputs), '--output', 'text'];
      const texts = await mcporter('call', `server.${name}`, ...given);
      // All texts of an answer stand below each other; the first of ours is JSON, which is one line.
      return texts.split('\n')[0];
    },
    close: configuration.remove,
  };
}
