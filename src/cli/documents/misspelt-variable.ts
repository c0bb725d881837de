import { closestName } from '../../json/closest-name.ts';
import type { Program } from '../../runtime/compile/program.ts';
import { describeVariables } from './planned-variables.ts';

/** What to say of a `--var` that the document does not read, where it seems to be meant for a variable without a value. */
export function misspeltVariable(given: ReadonlyMap<string, string>, program: Program): string | undefined {
  if (given.size === 0) return undefined;
  const read = describeVariables(program);
  const missing = read.filter(({ hasValue }) => !hasValue).map(({ name }) => name);
  for (const name of given.keys()) {
    const meant = read.some((variable) => variable.name === name) ? undefined : closestName(name, missing);
    if (meant !== undefined) return `--var: the document reads no variable \`${name}\`. Did you mean ${meant}?`;
  }
  return undefined;
}
