import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';

/** Where a file that a document names is, or why it is not read. */
export type Neighbour = { readonly location: string } | { readonly why: string };

/**
 * Finds a file that a document names: a path or a `file:` URI, relative to the document. It must be in the document's
 * folder or below it, links followed, so that a document from elsewhere cannot read this machine's files. And it must be
 * an ordinary file: a device or a pipe may never end.
 *
 * @param document a file, a URL or `-`.
 * @param allowed further folders whose files may be read.
 */
export async function findNeighbour(document: string, named: string, allowed: readonly string[]): Promise<Neighbour> {
  if (isUrl(document)) return findNextToUrl(document, named);
  const found = await locate(document, named, allowed);
  if ('why' in found) return found;
  return found.stats && !found.stats.isFile() ? { why: 'it is not an ordinary file' } : { location: found.location };
}

/** A file or a folder, links followed, and the folder that it may not leave. */
export interface FileOrFolder {
  readonly path: string;
  readonly root: string;
  readonly isFolder: boolean;
}

/** As {@link findNeighbour}, for what is read again and again while it is served: it must be there, and on this machine. */
export async function findFileOrFolder(
  document: string,
  named: string,
  allowed: readonly string[],
): Promise<FileOrFolder | { readonly why: string }> {
  if (isUrl(document)) return { why: 'the document is on the web, and files are served from this machine alone' };
  const found = await locate(document, named, allowed);
  if ('why' in found) return found;
  const { real, root, stats } = found;
  if (!stats) return { why: 'it is not there' };
  const isFolder = stats.isDirectory();
  return isFolder || stats.isFile() ? { path: real, root, isFolder } : { why: 'it is neither a file nor a folder' };
}

interface Located {
  readonly location: string;
  /** With links followed; as it was named where there is nothing. */
  readonly real: string;
  /** Which of the folders it is in, or is. */
  readonly root: string;
  readonly stats: Stats | undefined;
}

async function locate(
  document: string,
  named: string,
  allowed: readonly string[],
): Promise<Located | { readonly why: string }> {
  if (isUrl(named)) return { why: 'it is on the web, and this document is not' };
  const folder = document === '-' ? process.cwd() : dirname(resolve(document));
  const location = resolve(folder, asPath(named));
  const real = await realpath(location).catch(() => location);
  const folders = await Promise.all([folder, ...allowed].map((one) => realpath(one).catch(() => resolve(one))));
  const root = folders.find((one) => real === one || isBelow(real, one));
  if (root !== undefined) return { location, real, root, stats: await stat(real).catch(() => undefined) };
  // What is not there at all may be named by a path that goes through a link.
  if (real === location && isBelow(location, folder)) return { location, real, root: folder, stats: undefined };
  return { why: `it is outside of the document’s folder; --allow-folder ${dirname(location)} lets it be read` };
}

function findNextToUrl(document: string, named: string): Neighbour {
  if (/^file:/i.test(named) && isAbsolute(asPath(named)))
    return { why: 'the document is on the web, and may name no file of this machine' };
  const base = new URL('.', document);
  const location = URL.canParse(asPath(named), base.href) ? new URL(asPath(named), base).href : '';
  return location.startsWith(base.href) ? { location } : { why: 'it is outside of the document’s folder on the web' };
}

function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** `file:///./a.yaml` is how documents write a relative one; `file://a.yaml` and plain paths are seen as well. */
function asPath(named: string): string {
  return named.replace(/^file:\/\//i, '').replace(/^\/(?=\.{1,2}\/)/, '');
}

/** Whether a path leads into a folder; both are to have their links followed. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
