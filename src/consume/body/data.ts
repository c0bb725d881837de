import { compileName, find, type Lookup } from '../../expression/template/name.ts';
import { compileTemplate, isTemplate } from '../../expression/template.ts';
import type { Json } from '../../json/json.ts';

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
  if (typeof data === 'string') return compileString(data);
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

function compileString(text: string): DataBuilder {
  const template = compileTemplate(text);
  if (template.only === undefined) return (lookup) => template.render(lookup);
  const name = compileName(template.only);
  return (lookup) => find(name, lookup);
}

function holdsTemplate(data: Json): boolean {
  if (typeof data === 'string') return isTemplate(data);
  return typeof data === 'object' && data !== null && Object.values(data).some(holdsTemplate);
}

/** `Array.isArray` does not know lists that are read only. */
function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}
