import type { Change } from '../state/change.ts';
import { DataFileError } from './data-file-error.ts';
import { createFileJournal } from './file-journal.ts';
import type { Journal } from './journal.ts';
import type { Position } from './line.ts';
import { lockFile } from './lock-file.ts';
import { readDataFile } from './read-data-file.ts';

export interface DataFile {
  /** All that was written to it, oldest first; nothing, where it is new. */
  readonly changes: readonly Change[];
  readonly position: Position | undefined;
  /** Writes it anew with these changes, and goes on from there. */
  begin(changes: Iterable<Change>, position: () => Position): Promise<Journal>;
  /** Gives it free again, where it was never begun. */
  release(): Promise<void>;
}

/** Opens the file a sandbox keeps its state in. @throws {DataFileError} when it cannot be used. */
export async function openDataFile(file: string): Promise<DataFile> {
  const release = await lockFile(file);
  const batches = await readDataFile(file).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  return {
    changes: batches?.flatMap(({ changes }) => changes) ?? [],
    position: batches?.at(-1)?.position,
    release,
    async begin(changes, position) {
      const journal = await createFileJournal(file, changes, position).catch(async (error: Error) => {
        await release();
        throw new DataFileError(`The data file ${file} cannot be written (${error.message}).`);
      });
      return {
        ...journal,
        async close() {
          await journal.close();
          await release();
        },
      };
    },
  };
}
