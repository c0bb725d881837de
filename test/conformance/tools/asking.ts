import type { CustomTool } from '../../../src/index.ts';
import { answerOf, fieldOf, wordsOf } from './answers.ts';
import { askFor, askForRoots, askModel } from './questions.ts';
import { says, tool } from './tool.ts';

/** Tools that ask one thing of the client: a person, its model, or where its files are. */
export const askingTools: readonly CustomTool[] = [
  tool('test_input_required_result_elicitation', 'Asks for a name, and greets.', async (_inputs, { round }) => {
    const name = fieldOf(round, 'user_name', 'name');
    if (name !== undefined) return says(`Hello, ${name}!`);
    return { kind: 'input-required', requests: { user_name: askFor('name', 'What is your name?') } };
  }),
  tool('test_input_required_result_sampling', 'Asks the model for a capital.', async (_inputs, { round }) => {
    const words = wordsOf(round, 'capital_question');
    if (words !== undefined) return says(words);
    return { kind: 'input-required', requests: { capital_question: askModel('What is the capital of France?') } };
  }),
  tool('test_input_required_result_list_roots', 'Asks where the files are.', async (_inputs, { round }) => {
    const roots = answerOf(round, 'client_roots')?.['roots'];
    if (Array.isArray(roots)) return says(`The roots are ${JSON.stringify(roots)}.`);
    return { kind: 'input-required', requests: { client_roots: askForRoots } };
  }),
  {
    ...tool(
      'test_elicitation',
      'Shows a message to a person, and repeats the answer.',
      async ({ message }, { round }) => {
        const answer = answerOf(round, 'response');
        if (answer) return says(`User response: ${JSON.stringify(answer)}`);
        return { kind: 'input-required', requests: { response: askFor('response', String(message)) } };
      },
    ),
    inputSchema: withText('message', 'What to show'),
  },
  {
    ...tool('test_sampling', 'Puts a question to the model, and repeats the answer.', async ({ prompt }, { round }) => {
      const words = wordsOf(round, 'reply');
      if (words !== undefined) return says(`LLM response: ${words}`);
      return { kind: 'input-required', requests: { reply: askModel(String(prompt)) } };
    }),
    inputSchema: withText('prompt', 'What to ask'),
  },
];

function withText(name: string, description: string): CustomTool['inputSchema'] {
  return { type: 'object', properties: { [name]: { type: 'string', description } }, required: [name] };
}
