import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** All YAML files below a folder, in a stable order. */
export async function findDocuments(folder) {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => ({ name, file: join(folder, name) }));
}
