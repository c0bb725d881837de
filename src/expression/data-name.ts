import { compileTemplate, isTemplate } from './template.ts';
import type { Lookup } from './template/name.ts';

/** Makes the name of a member, a field or a part; undefined when it is a variable that has no value, for then there is none. */
export type NameBuilder = (lookup: Lookup) => string | undefined;

/**
 * Compiles a name in data, which may be a template as the values may.
 *
 * @throws InvalidExpression when the template cannot be read.
 */
export function compileDataName(name: string): NameBuilder {
  if (!isTemplate(name)) return () => name;
  const template = compileTemplate(name);
  const { value } = template;
  return (lookup) => {
    const hasValue = value === undefined || (value(lookup) ?? undefined) !== undefined;
    return hasValue ? template.render(lookup) : undefined;
  };
}
