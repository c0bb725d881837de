import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { isBelow } from '../../document/neighbour.ts';
import type { ServedFile } from './served-file.ts';

export type ReadFile = { readonly bytes: Buffer } | { readonly why: 'gone' | 'outside' | 'unreadable' | 'too-large' };

/**
 * Reads a served file, in the folder it was found in and nowhere else: whoever writes there may have put a link in its
 * place, or a pipe that never ends. What was looked at is what is read, whatever happens in between.
 *
 * @param maxBytes a larger one is not read.
 */
export async function readServedFile({ path, root }: ServedFile, maxBytes: number): Promise<ReadFile> {
  try {
    const real = await realpath(path);
    if (!isBelow(real, root)) return { why: 'outside' };
    const seen = await stat(real);
    if (!seen.isFile()) return { why: 'unreadable' };
    const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { dev, ino, size } = await handle.stat();
      if (dev !== seen.dev || ino !== seen.ino) return { why: 'unreadable' };
      if (size > maxBytes) return { why: 'too-large' };
      // A log that is being written to is read as far as it was written.
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
      return { bytes: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { why: code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unreadable' };
  }
}
