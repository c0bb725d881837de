import type { ExposedPrompt } from '../../../capability/model.ts';
import type { Operation, Outcome } from '../../../operation/operation.ts';
import { compileTextInputs } from '../../../operation/inputs/text-inputs.ts';
import { binaryContent } from '../result/binary-content.ts';
import type { Content } from '../result/content.ts';
import { failedCall } from '../result/failed-call.ts';
import { plainText } from '../result/plain-text.ts';
import { promptArguments } from './prompt-arguments.ts';
import type { McpPrompt } from './prompt.ts';

/** A prompt that an operation is run for: its answer is the one message, from the user. */
export function operationPrompt({ name, title, scopes }: ExposedPrompt, operation: Operation): McpPrompt {
  const toInputs = compileTextInputs(operation.inputs);
  return {
    name,
    title,
    description: operation.description || undefined,
    arguments: promptArguments(operation.inputs),
    scopes,
    get: async (given, context) => {
      const outcome = await operation.run(toInputs(given), context);
      if (outcome.kind === 'failure' || outcome.kind === 'refused') return failedCall(outcome, operation.hints);
      return { kind: 'messages', messages: [{ role: 'user', content: contentOf(outcome) }] };
    },
  };
}

function contentOf(answer: Exclude<Outcome, { kind: 'failure' | 'refused' }>): Content {
  return answer.kind === 'binary' ? binaryContent(answer) : { type: 'text', text: plainText(answer) };
}
