import { readFile } from 'node:fs/promises';
import { DataFileError } from './data-file-error.ts';
import { firstLine, readLine, type Batch } from './line.ts';

/**
 * Reads what a sandbox has written to a file. Each line was written before anybody was told of what is in it, so only
 * the last can be torn, and nobody knows of that one.
 *
 * @returns undefined when there is no such file, or an empty one.
 * @throws {DataFileError} for a file that is not a sandbox's, or that is damaged before its end.
 */
export async function readDataFile(file: string): Promise<readonly Batch[] | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new DataFileError(`The data file ${file} cannot be read (${error.code ?? error.message}).`);
  });
  if (text === '') return undefined;
  const [first, ...lines] = text.split('\n');
  if (first !== firstLine) {
    throw new DataFileError(
      `${file} is not the data file of a sandbox, so it stays as it is. Give --data a new file, or one that a sandbox wrote.`,
    );
  }
  // What comes after the last line break is no line yet.
  lines.pop();
  return lines.flatMap((line, index) => {
    const batch = readLine(line);
    if (batch === undefined && index < lines.length - 1) {
      throw new DataFileError(
        `The data file ${file} is damaged at line ${index + 2}, and what comes after cannot be trusted. Restore it from a copy, or move it away to begin anew.`,
      );
    }
    return batch ?? [];
  });
}
