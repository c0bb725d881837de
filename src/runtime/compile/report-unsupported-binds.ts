import type { Bind } from '../../capability/model.ts';
import { howToSet, type Variables } from '../../consume/variables.ts';
import type { Report } from '../../problem/report.ts';
import { isFile, schemeOf } from '../bind-values.ts';

/** Says which variables are to come from a source that cannot be read, and have no value from elsewhere either. */
export function reportUnsupportedBinds(binds: readonly Bind[], variables: Variables, report: Report): void {
  for (const { namespace, location, keys, place } of binds) {
    if (location === undefined || isFile(location)) continue;
    const missing = [...keys.keys()].filter((key) => variables.get(`${namespace}.${key}`) === undefined);
    if (missing.length === 0) continue;
    report.add('unsupported-bind', {
      message: `The bind \`${namespace}\` takes ${missing.join(' and ')} from ${location}, and Capstan cannot read \`${schemeOf(location)}:\`.`,
      fix: howToSet(missing, variables),
      ...(place && { place }),
    });
  }
}
