import { readFile, stat } from 'node:fs/promises';

/** The longest document that is read, in bytes; the largest published one is 1.8 MB. */
const maxBytes = 16 * 1024 * 1024;

/** How long a document may take to download, in milliseconds. */
const downloadTimeout = 30_000;

/** A text could not be read: `message` says in a sentence what and why, for the person who named it. */
export class UnreadableText extends Error {
  override readonly name = 'UnreadableText';
}

/**
 * Reads a whole text as UTF-8.
 *
 * @param location a file's path, an http(s) URL, or `-` for standard input.
 * @throws UnreadableText when it is not there, not readable, not reachable or too large.
 */
export async function readText(location: string): Promise<string> {
  if (location === '-') return readStandardInput();
  if (/^https?:\/\//i.test(location)) return download(location);
  try {
    const { size } = await stat(location);
    if (size > maxBytes) throw tooLarge(location);
    return await readFile(location, 'utf8');
  } catch (error) {
    if (error instanceof UnreadableText) throw error;
    throw new UnreadableText(fileProblem(location, error), { cause: error });
  }
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw tooLarge('standard input');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function download(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeout) });
    if (!response.ok) throw new UnreadableText(`${url} answered ${response.status} ${response.statusText}.`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(url);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
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
