import type { Places } from '../document/places.ts';
import { closestName } from '../json/closest-name.ts';
import type { Report } from '../problem/report.ts';
import type { AskedKeys } from './reader.ts';

/** With more, a key of an entry that is not read to its end would be taken for another: `port` for `import`. */
const mostSlips = 1;

/**
 * Reports each key that nobody asked for where one much like it was asked for and is not there: `descripton`, `baseURI`.
 * One that is asked for elsewhere is no slip. Others that are not known are of other programs, or of versions to come.
 */
export function reportMisspeltKeys(asked: AskedKeys, places: Places, report: Report): void {
  const known = new Set<string>();
  for (const { keys } of asked.values()) for (const key of keys) known.add(key);
  for (const [node, { path, keys }] of asked) {
    const unknown = Object.keys(node).filter((key) => !known.has(key));
    if (unknown.length === 0) continue;
    const missing = [...keys].filter((key) => !Object.hasOwn(node, key));
    for (const key of unknown) {
      const meant = closestName(key, missing, mostSlips);
      if (meant === undefined) continue;
      const place = places.of(node, key);
      report.add('misspelt-key', {
        message: `\`${key}\` of ${path || 'the document'} is not a key that is known here, so it says nothing.`,
        fix: `Did you mean \`${meant}\`?`,
        ...(place && { place }),
      });
    }
  }
}
