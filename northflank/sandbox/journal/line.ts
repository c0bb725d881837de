import { crc32 } from 'node:zlib';
import type { Change } from '../state/change.ts';

/** Changes that were written together, and where the sandbox's random things go on after them. */
export interface Batch {
  readonly changes: readonly Change[];
  readonly position: Position;
}

export interface Position {
  readonly random: number;
  readonly ids: number;
}

/** The line a data file begins with; another form of file has another number. */
export const firstLine = 'capstan-sandbox 1';

/** A batch as a line of the file: its checksum, a space, JSON. */
export function writeLine(batch: Batch): string {
  const json = JSON.stringify(batch);
  return `${checksum(json)} ${json}\n`;
}

/** @returns undefined for a line that is not whole. */
export function readLine(line: string): Batch | undefined {
  const json = line.slice(9);
  return line.slice(0, 8) === checksum(json) ? (JSON.parse(json) as Batch) : undefined; // the checksum says it is ours
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
