import { variablesUsed } from '../../capability/variables-used.ts';
import type { Program } from '../../runtime/compile/program.ts';
import type { styler } from '../print/style.ts';

/** Something a document reads from outside of it, and all the places it puts it; never its value. */
export interface PlannedVariable {
  /** Of the environment, or of the file of a bind. */
  readonly name: string;
  readonly hasValue: boolean;
  readonly goesTo: readonly string[];
}

/** What a document reads, so that its user sees it before running it. */
export function describeVariables({ capability, variables }: Program): readonly PlannedVariable[] {
  const places = new Map<string, { readonly hasValue: boolean; readonly goesTo: Set<string> }>();
  for (const { name, where } of variablesUsed(capability)) {
    const label = variables.label(name);
    const known = places.get(label) ?? { hasValue: variables.get(name) !== undefined, goesTo: new Set<string>() };
    places.set(label, known);
    known.goesTo.add(where);
  }
  return [...places].map(([name, { hasValue, goesTo }]) => ({ name, hasValue, goesTo: [...goesTo] }));
}

/** Places that are more than this many are counted. */
const mostPlaces = 5;

export function variableLines(
  planned: readonly PlannedVariable[],
  style: ReturnType<typeof styler>,
): readonly string[] {
  const lines = planned.map(({ name, hasValue, goesTo }) => {
    const more = goesTo.length > mostPlaces ? ` and ${goesTo.length - mostPlaces} more` : '';
    const places = `${goesTo.slice(0, mostPlaces).join(', ')}${more}`;
    return `  ${style('cyan', name)}${hasValue ? '' : ' (no value)'} goes to ${places}`;
  });
  return [style('bold', 'Variables'), ...lines];
}
