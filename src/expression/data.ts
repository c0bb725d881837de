import type { Json } from '../json/json.ts';
import { compileTemplate, isTemplate } from './template.ts';
import type { Lookup } from './template/name.ts';

/** Makes a value; undefined when it is a variable that has none. */
export type DataBuilder = (lookup: Lookup) => unknown;

/**
 * Compiles data with templates in it. A text that is one variable becomes the variable's value with its own type; where it
 * has none, the member or item is left out. Names of members are never templates.
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
  const members = Object.entries(data ?? {}).map(([name, value]) => [name, compileData(value)] as const);
  return (lookup) =>
    // Made of entries, so that a member called `__proto__` is a member like any other.
    Object.fromEntries(
      members.map(([name, build]) => [name, build(lookup)]).filter(([, value]) => value !== undefined),
    );
}

function holdsTemplate(data: Json): boolean {
  if (typeof data === 'string') return isTemplate(data);
  return typeof data === 'object' && data !== null && Object.values(data).some(holdsTemplate);
}

/** `Array.isArray` does not know lists that are read only. */
function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}
