import type { Reader } from '../reader.ts';

/** Says which of an entry's keys have no effect, because another one decides what it does. */
export function reportUnused(entry: Reader, words: string, deciding: string, others: readonly string[]): void {
  for (const key of others.filter((other) => entry.has(other))) {
    entry.report('unused-key', `There is \`${deciding}\` in ${words}, so its \`${key}\` is not used.`, {
      key,
      fix: `Keep one of \`${deciding}\` and \`${key}\`.`,
    });
  }
}
