import type { CustomTool } from '../../../src/index.ts';
import { says, tool } from '../tools/tool.ts';

/** A tool that is never a task. */
export const greet: CustomTool = {
  ...tool('greet', 'Greets somebody by name.', async ({ name }) => says(`Hello, ${String(name)}!`)),
  inputSchema: {
    type: 'object',
    properties: { name: { type: 'string', description: 'Whom to greet' } },
    required: ['name'],
    additionalProperties: false,
  },
};
