import type { ExposedPrompt, PromptMessage } from '../../../capability/model.ts';
import { readName } from '../../../expression/reference.ts';
import { compileTemplate } from '../../../expression/template.ts';
import { promptArguments } from './prompt-arguments.ts';
import type { McpPrompt } from './prompt.ts';

/**
 * A prompt whose messages are written in the document. What its templates refer to are its arguments and nothing else, not
 * even variables; what an argument holds is put in as it is, and never taken for a template.
 *
 * @throws InvalidExpression when a template cannot be read.
 */
export function templatePrompt(
  { name, title, description, scopes, arguments: inputs }: Omit<ExposedPrompt, 'source' | 'place'>,
  messages: readonly PromptMessage[],
): McpPrompt {
  const known = new Set(inputs.map((input) => input.name));
  const templates = messages.map(({ role, text }) => ({ role, template: compileTemplate(text) }));
  return {
    name,
    title,
    description,
    arguments: promptArguments(inputs),
    scopes,
    get: async (given) => {
      const lookup = (written: string): unknown => {
        const meant = readName(written, known);
        return meant.kind === 'known' && Object.hasOwn(given, meant.name) ? given[meant.name] : undefined;
      };
      const filled = templates.map(
        ({ role, template }) => ({ role, content: { type: 'text', text: template.render(lookup) } }) as const,
      );
      return { kind: 'messages', messages: filled };
    },
  };
}
