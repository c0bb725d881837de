import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { entries } from './entries.mjs';
import { parseDocument } from './parse.mjs';

/**
 * The entries of a section with the imported ones in place: `{import: NAMESPACE, from|location: FILE, as: NAMESPACE}`
 * stands for the entry of that namespace in the same section of the file. One that cannot be found is left out.
 *
 * @param file the document the section stands in; imported files are looked for beside it.
 */
export function withImports(section, document, file, seen = new Set([file])) {
  const own = [...entries(document[section]), ...entries(document.capability?.[section])];
  return own.flatMap((entry) => {
    if (entry.import === undefined) return [entry];
    const from = resolve(dirname(file), String(entry.from ?? entry.location ?? '').replace(/^file:\/{2,3}(?=\.)/, ''));
    const imported = seen.has(from) ? undefined : read(from);
    const found =
      imported &&
      withImports(section, imported, from, new Set([...seen, from])).find(
        ({ namespace }) => namespace === entry.import,
      );
    return found ? [{ ...found, namespace: entry.as ?? entry.import }] : [];
  });
}

function read(file) {
  try {
    return parseDocument(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
