import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { decodeText } from './decode-text.ts';

/** The longest document that is read, in bytes; the largest published one is 1.8 MB. */
const maxBytes = 16 * 1024 * 1024;

/** How long a document may take to download, in milliseconds. */
const downloadTimeout = 30_000;

/** A text could not be read: `message` says in a sentence what and why, for the person who named it. */
export class UnreadableText extends Error {
  override readonly name = 'UnreadableText';
}

/**
 * Reads a whole text, named by the user.
 *
 * @param location a file's path, an http(s) URL, or `-` for standard input.
 * @throws UnreadableText when it is not there, not readable, not reachable or too large.
 */
export function readText(location: string): Promise<string> {
  return read(location, 'follow');
}

/**
 * Reads a whole text that a document names. On the web it must be just there: a redirect could lead to what this machine
 * can reach and the document's author cannot.
 *
 * @throws UnreadableText
 */
export function readNamedText(location: string): Promise<string> {
  return read(location, 'manual');
}

async function read(location: string, redirect: 'follow' | 'manual'): Promise<string> {
  if (location === '-') return collect(process.stdin, 'standard input');
  if (/^https?:\/\//i.test(location)) return download(location, redirect);
  try {
    const isFile = statSync(location).isFile();
    return await collect(isFile ? piecesOfFile(location) : piecesOfDevice(location), location);
  } catch (error) {
    if (error instanceof UnreadableText) throw error;
    throw new UnreadableText(fileProblem(location, error), { cause: error });
  }
}

/** A file at once: what node needs to read one in the background takes longer to load than most documents to read. */
function* piecesOfFile(file: string): Iterable<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(pieceBytes);
      const bytesRead = readSync(descriptor, buffer);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A device piece by piece: it says that it is empty and may never end, and nothing else should wait for it. */
async function* piecesOfDevice(file: string): AsyncIterable<Uint8Array> {
  const handle = await open(file);
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(pieceBytes));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

const pieceBytes = 256 * 1024;

async function collect(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, what: string): Promise<string> {
  const collected: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(what);
    collected.push(chunk);
  }
  return decodeText(Buffer.concat(collected));
}

async function download(url: string, redirect: 'follow' | 'manual'): Promise<string> {
  try {
    const response = await fetch(url, { redirect, signal: AbortSignal.timeout(downloadTimeout) });
    if (!response.ok) throw new UnreadableText(`${url} answered ${response.status} ${response.statusText}.`);
    return await collect(response.body ?? [], url);
  } catch (error) {
    if (error instanceof UnreadableText) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new UnreadableText(
      `${url} could not be downloaded: ${cause instanceof Error ? cause.message : 'no answer'}.`,
      {
        cause: error,
      },
    );
  }
}

function tooLarge(what: string): UnreadableText {
  return new UnreadableText(`${what} is larger than ${maxBytes / 1024 / 1024} MiB, which no capability document is.`);
}

function fileProblem(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `There is no file ${file}.`;
  if (code === 'EISDIR') return `${file} is a folder, not a file.`;
  if (code === 'EACCES') return `${file} may not be read by this user.`;
  return `${file} cannot be read${typeof code === 'string' ? ` (${code})` : ''}.`;
}
