import type { McpPrompt } from '../../src/index.ts';
import { image } from './media.ts';
import { fieldOf } from './tools/answers.ts';
import { askFor } from './tools/questions.ts';

/** Prompts with more than text in them, or with more to ask than their arguments. */
export const prompts: readonly McpPrompt[] = [
  {
    name: 'test_prompt_with_embedded_resource',
    description: 'A prompt about a resource.',
    arguments: [{ name: 'resourceUri', description: 'URI of the resource', required: true }],
    get: async ({ resourceUri = '' }) => {
      const resource = { uri: resourceUri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' };
      return {
        kind: 'messages',
        messages: [
          { role: 'user', content: { type: 'resource', resource } },
          { role: 'user', content: { type: 'text', text: 'Please process the embedded resource above.' } },
        ],
      };
    },
  },
  {
    name: 'test_prompt_with_image',
    description: 'A prompt about an image.',
    arguments: [],
    get: async () => ({
      kind: 'messages',
      messages: [
        { role: 'user', content: { type: 'image', data: image, mimeType: 'image/png' } },
        { role: 'user', content: { type: 'text', text: 'Please analyze the image above.' } },
      ],
    }),
  },
  {
    name: 'test_input_required_result_prompt',
    description: 'A prompt for which something has to be asked.',
    arguments: [],
    async get(_given, { round }) {
      const context = fieldOf(round, 'user_context', 'context');
      if (context === undefined) {
        const question = askFor('context', 'What context should the prompt use?');
        return { kind: 'input-required', requests: { user_context: question } };
      }
      return { kind: 'messages', messages: [{ role: 'user', content: { type: 'text', text: `Use ${context}.` } }] };
    },
  },
];
