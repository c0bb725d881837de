import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findFileOrFolder, isBelow } from '../../document/neighbour.ts';
import type { ServedFile } from './served-file.ts';

/** More are a data set and no reading for a model, and a client would have to list them all. */
export const mostFiles = 500;

/** So many folders are looked into, however few files are in them. */
const mostFolders = 1000;

export interface FindOptions {
  readonly allowedFolders: readonly string[];
  /** Paths, links followed, of files that are never served. */
  readonly withheld: ReadonlySet<string>;
}

export type FoundFiles =
  /** `isCut`: whether there are more. */
  { readonly files: readonly ServedFile[]; readonly isCut: boolean } | { readonly why: string };

/**
 * Finds the files at a location that a document names: the one it is of, or those of a folder and the folders in it, by
 * their names. What begins with a dot is passed over, and so are links to folders and links out of the folder.
 */
export async function findFiles(
  document: string,
  named: string,
  { allowedFolders, withheld }: FindOptions,
): Promise<FoundFiles> {
  const found = await findFileOrFolder(document, named, allowedFolders);
  if ('why' in found) return found;
  const { path, root, isFolder } = found;
  if (!isFolder) {
    if (withheld.has(path)) return { why: 'it may hold secrets' };
    return { files: [await describe(path, root, [])], isCut: false };
  }
  const files: ServedFile[] = [];
  for await (const steps of walk(path, [], { left: mostFolders })) {
    const real = await realpath(join(path, ...steps)).catch(() => undefined);
    if (real === undefined || withheld.has(real) || !isBelow(real, path)) continue;
    if (!(await stat(real)).isFile()) continue;
    if (files.length === mostFiles) return { files, isCut: true };
    files.push(await describe(real, path, steps));
  }
  return { files, isCut: false };
}

/** The ways to everything in a folder that is no folder, in the order of their names. */
async function* walk(
  folder: string,
  steps: readonly string[],
  folders: { left: number },
): AsyncGenerator<readonly string[]> {
  folders.left -= 1;
  if (folders.left < 0) return;
  const entries = await readdir(join(folder, ...steps), { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith('.'));
  for (const entry of visible.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const way = [...steps, entry.name];
    if (entry.isDirectory()) yield* walk(folder, way, folders);
    else yield way;
  }
}

async function describe(path: string, root: string, steps: readonly string[]): Promise<ServedFile> {
  // Most documents serve no files, and need none of this.
  const { default: types } = await import('mime/lite');
  const { size } = await stat(path);
  return { path, root, steps, size, mimeType: types.getType(steps.at(-1) ?? path) ?? undefined };
}
