import { compileCoercion } from './coerce.ts';
import type { Input } from '../../capability/model.ts';
import type { Inputs } from './inputs.ts';

/** Compiles the way from texts, which is all that URIs and prompts can give, to the inputs of an operation. */
export function compileTextInputs(inputs: readonly Input[]): (texts: Readonly<Record<string, string>>) => Inputs {
  const coercions = new Map(inputs.map(({ name, schema }) => [name, compileCoercion(schema)]));
  return (texts) => {
    const values = Object.entries(texts).map(([name, text]) => [name, coercions.get(name)?.(text) ?? text] as const);
    return Object.fromEntries(values);
  };
}
