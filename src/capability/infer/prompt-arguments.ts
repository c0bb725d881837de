import type { Input } from '../model.ts';
import type { Scope } from '../scope.ts';
import { inputNames } from './value.ts';

const noSteps: ReadonlySet<string> = new Set();

/**
 * The arguments of a prompt: those it declares, and those its texts refer to and nothing declares, which may stay empty.
 * A variable is none: what a prompt says is read by whoever asks for it.
 */
export function inferArguments(
  declared: readonly Input[],
  texts: readonly string[],
  { prefixes, isBound }: Pick<Scope, 'prefixes' | 'isBound'>,
): readonly Input[] {
  const known = new Set(declared.map(({ name }) => name));
  const scope = { prefixes, isBound, steps: noSteps, inputs: known };
  const names = texts.flatMap((template) => inputNames({ template }, scope));
  const undeclared = [...new Set(names)].filter((name) => !known.has(name) && name !== '.');
  return [
    ...declared,
    ...undeclared.map((name): Input => ({ name, in: 'query', required: false, schema: { type: 'string' } })),
  ];
}
