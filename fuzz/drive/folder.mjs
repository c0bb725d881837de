import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder to write documents to, which is gone again in the end. */
export function createFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'capstan-fuzz-'));
  return {
    /** @returns the file's whole path. */
    write(name, content) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
