import type { CustomTool } from './tools/custom-tool.ts';

/** For the tests of this folder: a tool that asks for a name, and remembers from one round to the next that it has. */
export const greet: CustomTool = {
  name: 'greet',
  description: 'Greets whoever is there.',
  inputSchema: { type: 'object', properties: { word: { type: 'string' } } },
  async call({ word = 'Hello' }, { round }) {
    const { name } = round.answers as { readonly name?: { readonly content?: { readonly name?: string } } }; // of our tests
    const given = round.state === 'asked' ? name?.content?.name : undefined;
    if (given !== undefined) return { content: [{ type: 'text', text: `${String(word)}, ${given}!` }] };
    const requestedSchema = { type: 'object', properties: { name: { type: 'string' } } };
    return {
      kind: 'input-required',
      requests: { name: { method: 'elicitation/create', params: { message: 'Your name?', requestedSchema } } },
      state: 'asked',
    };
  },
};

export const ada = { action: 'accept', content: { name: 'Ada' } };
