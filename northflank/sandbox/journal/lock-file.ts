import { readFile, rm, writeFile } from 'node:fs/promises';
import { DataFileError } from './data-file-error.ts';

/**
 * Makes sure that no other sandbox uses the file: two would write over each other. The lock is a file beside it with the
 * id of the process; that of a process which is gone counts for nothing.
 *
 * @returns what gives the file free again.
 * @throws {DataFileError} while another process has it.
 */
export async function lockFile(file: string): Promise<() => Promise<void>> {
  const lock = `${file}.lock`;
  try {
    await take(lock);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw cannotWrite(file, error);
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (isRunning(owner)) {
      throw new DataFileError(
        `The data file ${file} is in use by another sandbox (process ${owner}). Stop that one, or give --data another file.`,
      );
    }
    await rm(lock, { force: true });
    await take(lock).catch((again: unknown) => {
      throw cannotWrite(file, again);
    });
  }
  return () => rm(lock, { force: true });
}

function take(lock: string): Promise<void> {
  return writeFile(lock, String(process.pid), { flag: 'wx' });
}

function cannotWrite(file: string, error: unknown): DataFileError {
  return new DataFileError(
    `The data file ${file} cannot be written (${error instanceof Error ? error.message : String(error)}).`,
  );
}

/** In a container, a process that starts anew often has the id of the one before. */
function isRunning(id: number): boolean {
  if (!Number.isSafeInteger(id) || id <= 0 || id === process.pid) return false;
  try {
    return process.kill(id, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
