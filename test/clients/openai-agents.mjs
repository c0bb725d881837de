import { MCPServerStdio, MCPServerStreamableHttp } from '@openai/agents';

/** @type {import('../../scripts/clients/client.mjs').Connect} */
export async function connect({ command, args, url }) {
  const server = url ? new MCPServerStreamableHttp({ url }) : new MCPServerStdio({ command, args });
  await server.connect();
  return {
    listTools: async () => (await server.listTools()).map(({ name }) => name),
    callTool: async (name, inputs) => (await server.callTool(name, inputs))[0].text,
    close: () => server.close(),
  };
}
