import type { Failure } from '../../problem/failure.ts';
import type { SkillFile } from './skill.ts';

/**
 * A zip archive of a skill, in a folder of its name, as agents keep it. What is no longer there is left out.
 *
 * @param maxBytes of all the files together.
 */
export async function download(
  name: string,
  files: readonly SkillFile[],
  maxBytes: number,
): Promise<{ readonly bytes: Buffer } | { readonly failure: Failure }> {
  const contents = new Map<string, Buffer>();
  let total = 0;
  for (const file of files) {
    const read = await file.read();
    if ('failure' in read && read.failure.status === 404) continue;
    if ('failure' in read) return read;
    total += read.bytes.length;
    if (total > maxBytes) return { failure: tooLarge(maxBytes) };
    contents.set([name, ...file.steps].join('/'), read.bytes);
  }
  const { zip } = await import('./zip.ts');
  return { bytes: await zip(contents) };
}

function tooLarge(maxBytes: number): Failure {
  return {
    code: 'answer-too-large',
    status: 502,
    detail: `The files of this skill are larger than ${maxBytes} bytes together; they can be had one by one.`,
    retry: 'never',
  };
}
