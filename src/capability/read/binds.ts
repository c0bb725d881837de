import { isObject } from '../../json/json.ts';
import type { Bind } from '../model.ts';
import type { Reader } from '../reader.ts';

/** The `binds` of the root or of the capability. Binds with a `location` need a provider and are reported. */
export function readBinds(parent: Reader): readonly Bind[] {
  return parent.entries('binds').flatMap(({ name, reader }) => {
    if (reader.has('location')) {
      reader.report(
        'unsupported',
        `The bind at \`${reader.path}\` reads its values from a location, which this release cannot do.`,
        {
          key: 'location',
          fix: 'Give its variables a value in the environment, with --env-file or with --var NAME=VALUE.',
        },
      );
    }
    const keys = reader.value('keys');
    return [
      {
        namespace: reader.text('namespace') ?? name ?? 'env',
        keys: new Map(
          isObject(keys)
            ? Object.entries(keys).map(([key, source]) => [key, typeof source === 'string' ? source : key])
            : [],
        ),
        place: reader.place,
      },
    ];
  });
}
