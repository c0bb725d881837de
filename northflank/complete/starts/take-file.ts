import { existsSync, readFileSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';

/** Another process uses the file already. */
export class DataFileInUse extends Error {
  override readonly name = 'DataFileInUse';
}

const taken = new Set<string>();

/**
 * Makes sure that no other process uses a file: a file beside it has the id of the process that does, until it ends. That
 * of a process which is gone counts for nothing.
 *
 * @throws DataFileInUse
 */
export async function takeFile(file: string): Promise<void> {
  const lock = `${file}.lock`;
  if (taken.has(lock)) return;
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (isRunning(owner)) {
      throw new DataFileInUse(
        `The data file ${file} is in use by process ${owner}. Stop that one, or set CAPSTAN_DATA to another file, or to nothing to do without.`,
      );
    }
    await rm(lock, { force: true });
    await writeFile(lock, String(process.pid), { flag: 'wx' });
  }
  taken.add(lock);
  process.once('exit', () => {
    if (existsSync(lock) && readFileSync(lock, 'utf8') === String(process.pid)) rmSync(lock, { force: true });
  });
}

/** In a container, a process that starts anew often has the id of the one before. */
function isRunning(id: number): boolean {
  if (!Number.isSafeInteger(id) || id <= 0 || id === process.pid) return false;
  try {
    return process.kill(id, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
