import type { Source, Value } from './model.ts';

/** Everything that a value is made of. */
export function sourcesOf(value: Value): readonly Source[] {
  if ('members' in value) return [...value.members.values()].flatMap(sourcesOf);
  return 'items' in value ? value.items.flatMap(sourcesOf) : [value];
}
