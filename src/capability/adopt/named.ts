import { isObject, type Json } from '../../json/json.ts';
import type { NamedForm } from './overlay-action.ts';

export interface Named {
  readonly name: string;
}

/**
 * Writes what has a name in the form that is merged with what is there: a list is joined to a list, a mapping to a
 * mapping.
 */
export function writeNamed(items: readonly Named[], present: Json | undefined, form: NamedForm): unknown {
  const asMap = isObject(present) || (present === undefined && form === 'map');
  if (!asMap) return items;
  return Object.fromEntries(items.map(({ name, ...rest }) => [name, rest]));
}

/** A value without the members that have none. */
export function withoutNothing<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T; // less of the same
}
