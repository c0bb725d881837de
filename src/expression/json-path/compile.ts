import { isObject, type Json } from '../../json/json.ts';
import { parseJsonPath } from './parse.ts';
import type { JsonPath, Selector } from './path.ts';
import { selectAll } from './select.ts';

/** Takes a value out of another: undefined when nothing is there. */
export type Getter = (root: Json) => Json | undefined;

/**
 * Compiles a JSONPath to a function. A path that names one place (names and indices only) yields that value; any other
 * yields the list of all it selects.
 *
 * @throws InvalidExpression when the path cannot be read.
 */
export function compileJsonPath(text: string): Getter {
  const path = parseJsonPath(text);
  const steps = singularSteps(path);
  if (steps)
    return steps.reduce<Getter>(
      (before, step) => (root) => take(before(root), step),
      (root) => root,
    );
  return (root) => selectAll(path, root).map((match) => match.value);
}

function singularSteps(path: JsonPath): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  for (const { deep, selectors } of path.segments) {
    const step = selectors.length === 1 && !deep ? singular(selectors[0]) : undefined;
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

function singular(selector: Selector | undefined): string | number | undefined {
  if (selector?.kind === 'name') return selector.name;
  return selector?.kind === 'index' ? selector.index : undefined;
}

function take(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof step === 'number') return Array.isArray(value) ? (value as readonly Json[]).at(step) : undefined;
  // Own members only: a path must not reach `constructor` or `__proto__`.
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
