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
  if (isUrl(named)) return { why: 'it is on the web, and this document is not' };
  const folder = document === '-' ? process.cwd() : dirname(resolve(document));
  const location = resolve(folder, asPath(named));
  const real = await realpath(location).catch(() => location);
  const folders = await Promise.all([folder, ...allowed].map((one) => realpath(one).catch(() => resolve(one))));
  if (folders.some((one) => isBelow(real, one))) {
    const found = await stat(real).catch(() => undefined);
    return found && !found.isFile() ? { why: 'it is not an ordinary file' } : { location };
  }
  // What is not there at all may be named by a path that goes through a link.
  if (real === location && isBelow(location, folder)) return { location };
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

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
