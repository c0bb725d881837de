import { setImmediate } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';

/** So much is compressed in one go; meanwhile nobody else is answered. In bytes. */
const piece = 64 * 1024;

/** A zip archive of files by their paths in it. The same files make the same archive. */
export async function zip(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [path, bytes] of files) {
    const entry = new ZipDeflate(path);
    // The first day there is in a zip archive.
    entry.mtime = new Date(1980, 0, 1);
    archive.add(entry);
    for (let start = 0; start < bytes.length; start += piece) {
      entry.push(bytes.subarray(start, start + piece));
      await setImmediate();
    }
    entry.push(new Uint8Array(), true);
  }
  archive.end();
  return Buffer.concat(chunks);
}
