import { isObject } from '../../json/json.ts';
import type { Bind } from '../model.ts';
import type { Reader } from '../reader.ts';

/** The `binds` of the root or of the capability; `externalRefs` in the oldest dialects. */
export function readBinds(parent: Reader): readonly Bind[] {
  return ['binds', 'externalRefs'].flatMap((section) =>
    parent.entries(section).flatMap(({ name, reader }): readonly Bind[] => {
      if (reader.has('import')) return []; // it could not be resolved, which was said then
      const keys = reader.value('keys');
      return [
        {
          namespace: reader.text('namespace') ?? name ?? 'env',
          location: reader.textOf('location', 'uri'),
          keys: new Map(isObject(keys) ? Object.entries(keys).map(keyAndSource) : listed(keys)),
          place: reader.place,
        },
      ];
    }),
  );
}

function keyAndSource([key, source]: readonly [string, unknown]): readonly [string, string] {
  return [key, typeof source === 'string' ? source : key];
}

/** A list of names stands for variables that are called the same in their source. */
function listed(keys: unknown): readonly (readonly [string, string])[] {
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string').map((key) => [key, key] as const) : [];
}
