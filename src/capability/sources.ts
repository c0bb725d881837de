import { isTemplate } from '../expression/template.ts';
import type { Source, Value } from './model.ts';

/** Everything that a value is made of, names of members as well. */
export function sourcesOf(value: Value): readonly Source[] {
  if ('members' in value) {
    const names = [...value.members.keys()].filter(isTemplate).map((template) => ({ template }));
    return [...names, ...[...value.members.values()].flatMap(sourcesOf)];
  }
  return 'items' in value ? value.items.flatMap(sourcesOf) : [value];
}
