import type { Inputs, Outcome } from '../../../src/index.ts';
import { withRun, type Decoration } from '../decoration.ts';
import { bodyOf } from '../inputs.ts';
import type { Settings } from '../settings.ts';
import { maskRefusal } from './mask-refusal.ts';
import { maskSecrets } from './mask-secrets.ts';

/**
 * Hides the values of variables and files that Northflank echoes: over MCP everywhere, over REST where the user asked for
 * it. Errors that quote a request are masked wherever they are not passed through untouched.
 */
export function hideSecrets({ safeKeys, maskRest }: Pick<Settings, 'safeKeys' | 'maskRest'>): Decoration {
  return (operation, { face }) => {
    const everything = face === 'mcp' || maskRest;
    if (!everything && operation.stream) return operation;
    return withRun(operation, async (inputs, context) =>
      mask(await operation.run(inputs, context), inputs, everything),
    );
  };

  function mask(outcome: Outcome, inputs: Inputs, everything: boolean): Outcome {
    if (outcome.kind === 'refused')
      return { ...outcome, answer: maskRefusal(outcome.answer, bodyOf(inputs), safeKeys) };
    if (outcome.kind !== 'value' || !everything) return outcome;
    const value = maskSecrets(outcome.value, safeKeys);
    return value === outcome.value ? outcome : { ...outcome, value, text: JSON.stringify(value) };
  }
}
