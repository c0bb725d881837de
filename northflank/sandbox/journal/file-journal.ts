import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Change } from '../state/change.ts';
import type { Journal } from './journal.ts';
import { firstLine, writeLine, type Position } from './line.ts';

/**
 * Writes a data file anew, with the given changes in place of all before, and goes on writing to it. What is recorded
 * while a write is under way goes out together with the next one.
 *
 * @param position where the sandbox's random things stand by now
 */
export async function createFileJournal(
  file: string,
  changes: Iterable<Change>,
  position: () => Position,
): Promise<Journal> {
  const handle = await replace(file, `${firstLine}\n${writeLine({ changes: [...changes], position: position() })}`);
  let waiting: Change[] = [];
  let writing: Promise<void> | undefined;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await handle.appendFile(writeLine({ changes: batch, position: position() }));
      await handle.datasync();
    }
    writing = undefined;
  };

  const settled = async (): Promise<void> => {
    // The write under way may have begun before the last change; the one after it has that too.
    while (waiting.length > 0 || writing) await (writing ??= writeAll());
  };

  return {
    record: (change) => void waiting.push(change),
    settled,
    async close() {
      await settled();
      await handle.close();
    },
  };
}

/** Puts a file in the place of another, so that a stop at any moment leaves the one or the other. */
async function replace(file: string, text: string): Promise<FileHandle> {
  // Environments have secrets in them.
  const handle = await open(`${file}.new`, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await rename(`${file}.new`, file);
  const folder = await open(dirname(file), 'r');
  await folder.sync();
  await folder.close();
  return handle;
}
