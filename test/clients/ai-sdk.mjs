import { createMCPClient } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport as StdioTransport } from '@ai-sdk/mcp/mcp-stdio';

/** @type {import('../../scripts/clients/client.mjs').Connect} */
export async function connect({ command, args, url }) {
  const client = await createMCPClient({
    transport: url ? { type: 'http', url } : new StdioTransport({ command, args }),
  });
  const tools = await client.tools();
  return {
    listTools: async () => Object.keys(tools),
    async callTool(name, inputs) {
      const { content } = await tools[name].execute(inputs, { toolCallId: name, messages: [] });
      return content[0].text;
    },
    close: () => client.close(),
  };
}
