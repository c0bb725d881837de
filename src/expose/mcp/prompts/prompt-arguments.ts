import type { Input } from '../../../operation/operation.ts';
import { knownValues } from '../completion/known-values.ts';
import type { PromptArgument } from './prompt.ts';

/** Inputs as the arguments of a prompt. */
export function promptArguments(inputs: readonly Input[]): readonly PromptArgument[] {
  return inputs.map(({ name, required, schema }) => ({
    name,
    title: schema.title,
    description: schema.description,
    required,
    values: knownValues(schema),
  }));
}
