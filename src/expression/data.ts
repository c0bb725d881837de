import type { Json } from '../json/json.ts';
import { compileDataName } from './data-name.ts';
import { compileTemplate, isTemplate } from './template.ts';
import type { Lookup } from './template/name.ts';

/** Makes a value; undefined when it is a variable that has none. */
export type DataBuilder = (lookup: Lookup) => unknown;

/**
 * Compiles data with templates in it. A text that is one variable becomes the variable's value with its own type; where it
 * has none, the member or item is left out; so is a member of whose name that is so.
 *
 * @throws InvalidExpression when a template cannot be read.
 */
export function compileData(data: Json): DataBuilder {
  if (!holdsTemplate(data)) return () => data;
  if (typeof data === 'string') {
    const template = compileTemplate(data);
    return template.value ?? ((lookup) => template.render(lookup));
  }
  if (isList(data)) {
    const items = data.map(compileData);
    return (lookup) => items.map((build) => build(lookup)).filter((value) => value !== undefined);
  }
  const members = Object.entries(data ?? {}).map(
    ([name, value]) => [compileDataName(name), compileData(value)] as const,
  );
  return (lookup) => {
    const built = members.flatMap(([nameOf, build]) => {
      const name = nameOf(lookup);
      const value = name === undefined ? undefined : build(lookup);
      return value === undefined ? [] : [[name, value] as const];
    });
    // Made of entries, so that a member called `__proto__` is a member like any other.
    return Object.fromEntries(built);
  };
}

function holdsTemplate(data: Json): boolean {
  if (typeof data === 'string') return isTemplate(data);
  if (typeof data !== 'object' || data === null) return false;
  return Object.entries(data).some(([name, value]) => isTemplate(name) || holdsTemplate(value));
}

/** `Array.isArray` does not know lists that are read only. */
function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}
