import { readFile } from 'node:fs/promises';
import { withImports } from './imports.mjs';
import { parseDocument } from './parse.mjs';

/**
 * A document as it was written, its imports resolved and its dialects left as they are.
 *
 * @throws Error when the file holds no YAML mapping.
 */
export async function readDocument(file) {
  const root = parseDocument(await readFile(file, 'utf8'));
  const section = (name) => withImports(name, root, file);
  return {
    file,
    binds: section('binds'),
    consumes: section('consumes'),
    aggregates: section('aggregates'),
    exposes: section('exposes'),
  };
}
