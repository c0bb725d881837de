import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of a test's own, with `home` in it for documents, so that a file can stand outside of theirs. */
export interface Folder {
  /** The path of something below `home`. */
  at(file: string): string;
  /** Writes a file below `home`, or above it with `../`, and gives its path. */
  write(file: string, text: string): string;
  remove(): void;
}

export function createFolder(): Folder {
  const root = mkdtempSync(path.join(tmpdir(), 'capstan-test-'));
  const at = (file: string): string => path.join(root, 'home', file);
  mkdirSync(at('.'));
  return {
    at,
    write(file, text) {
      mkdirSync(path.dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
      return at(file);
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}
