import { MultiServerMCPClient } from '@langchain/mcp-adapters';

/** @type {import('../../scripts/clients/client.mjs').Connect} */
export async function connect({ command, args, url }) {
  const server = url ? { transport: 'http', url } : { transport: 'stdio', command, args };
  const client = new MultiServerMCPClient({ mcpServers: { server } });
  const tools = await client.getTools();
  return {
    listTools: async () => tools.map(({ name }) => name),
    async callTool(name, inputs) {
      const answer = await tools.find((tool) => tool.name === name).invoke(inputs);
      // Text alone comes as a string, several contents as a list of them.
      return typeof answer === 'string' ? answer : [answer].flat()[0].text;
    },
    close: () => client.close(),
  };
}
