import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText } from '../../document/decode-text.ts';

/** A document named on the command line, or found in a folder that was. */
export interface Wanted {
  readonly name: string;
  readonly found: boolean;
}

/**
 * What the arguments of a command come to: folders are replaced by the capability documents in them, everything else
 * stays as it is. Nothing is there twice.
 */
export async function findDocuments(names: readonly string[]): Promise<readonly Wanted[]> {
  const wanted = new Map<string, Wanted>();
  for (const name of names) {
    const found = (await isFolder(name)) ? await documentsIn(name) : undefined;
    for (const document of found ?? [name])
      if (!wanted.has(document)) wanted.set(document, { name: document, found: found !== undefined });
  }
  return [...wanted.values()];
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** The capability documents in a folder and all below it, sorted by path; hidden folders are not looked into. */
async function documentsIn(folder: string): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const documents: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) documents.push(...(await documentsIn(path)));
    else if (await isDocument(path)) documents.push(path);
  }
  return documents;
}

/** Root keys are looked for in so much of a file, in bytes; documents begin with them. */
const beginning = 64 * 1024;

const signs: readonly { readonly name: RegExp; readonly text: RegExp }[] = [
  { name: /\.ya?ml$/i, text: /^["']?(?:naftiko|ikanos)["']?[ \t]*:/m },
  { name: /\.json$/i, text: /"(?:naftiko|ikanos)"\s*:/ },
];

async function isDocument(path: string): Promise<boolean> {
  const sign = signs.find(({ name }) => name.test(path));
  return sign !== undefined && sign.text.test(await readBeginning(path));
}

/** What cannot be read is no document, as nobody has named it. */
async function readBeginning(path: string): Promise<string> {
  const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false;
  const file = isFile ? await open(path).catch(() => undefined) : undefined;
  if (!file) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning), 0, beginning, 0);
    return decodeText(buffer.subarray(0, bytesRead));
  } catch {
    return '';
  } finally {
    await file.close();
  }
}
