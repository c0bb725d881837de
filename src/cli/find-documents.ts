import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A line that opens a capability document. */
const opening = /^(?:naftiko|ikanos):/m;

/**
 * The documents that paths name: files, URLs and whatever else is no folder as they are; of folders all capability
 * documents in them and below, sorted. Hidden folders and `node_modules` are passed over.
 *
 * @returns each document once, in the order of the paths.
 */
export async function findDocuments(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...((await isFolder(path)) ? (await search(path)).toSorted() : [path]));
  return [...new Set(found)];
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function search(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      found.push(...(await search(path)));
    if (entry.isFile() && /\.ya?ml$/i.test(entry.name) && (await mayBeDocument(path))) found.push(path);
  }
  return found;
}

/** A file that cannot be read is kept, so that whoever opens it says why. */
async function mayBeDocument(file: string): Promise<boolean> {
  return readFile(file, 'utf8').then(
    (text) => opening.test(text),
    () => true,
  );
}
