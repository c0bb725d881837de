import { open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { takeFile } from './take-file.ts';

/** A file of lines that survives an end at any moment: what was written is there once `write` has resolved. */
export interface Journal {
  write(line: object): Promise<void>;
}

export interface JournalOptions {
  /** All that is still worth keeping, to write the file anew when most of it is not. */
  readonly live: () => Iterable<object>;
}

export interface OpenedJournal {
  /** What the file held, oldest first. */
  readonly lines: readonly unknown[];
  /** Writes the file anew with what is worth keeping, and goes on from there. */
  begin(options: JournalOptions): Promise<Journal>;
}

/** After so many lines the file is written anew. */
const longest = 50_000;

/** @throws DataFileInUse while another process writes it, and the error of the file system when it cannot be read. */
export async function openJournal(file: string): Promise<OpenedJournal> {
  await takeFile(file);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  return { lines: text.split('\n').flatMap(parse), begin: (options) => begin(file, options) };
}

/** The last line may have been cut off; then nobody was told that it was written. */
function parse(line: string): readonly unknown[] {
  try {
    return [JSON.parse(line) as unknown];
  } catch {
    return [];
  }
}

async function begin(file: string, { live }: JournalOptions): Promise<Journal> {
  let handle = await replace(file, live());
  let count = 0;
  let waiting: string[] = [];
  let last = Promise.resolve();
  let next: Promise<void> | undefined;

  const flush = async (): Promise<void> => {
    const lines = waiting;
    waiting = [];
    next = undefined;
    count += lines.length;
    if (count > longest) {
      const before = handle;
      handle = await replace(file, live());
      count = 0;
      await before.close();
    }
    await handle.appendFile(lines.join(''));
    await handle.datasync();
  };

  return {
    // What comes while a write is under way goes out together in the next one: one flush serves all of it.
    write(line) {
      waiting.push(`${JSON.stringify(line)}\n`);
      // A write that failed is told to whoever waits for it; the next one is tried all the same.
      next ??= last = last.then(flush, flush);
      return next;
    },
  };
}

/** Puts a file in the place of another, so that an end at any moment leaves the one or the other. */
async function replace(file: string, lines: Iterable<object>): Promise<FileHandle> {
  const handle = await open(`${file}.new`, 'w', 0o600);
  await handle.writeFile(Array.from(lines, (line) => `${JSON.stringify(line)}\n`).join(''));
  await handle.sync();
  await rename(`${file}.new`, file);
  const folder = await open(dirname(resolve(file)), 'r');
  await folder.sync();
  await folder.close();
  return handle;
}
