import type { SkillFile } from '../../expose/skill/skill.ts';
import { fileFailure } from './file-failure.ts';
import type { FileOptions } from './file-resource.ts';
import { isText } from './is-text.ts';
import { readServedFile } from './read-served-file.ts';
import type { ServedFile } from './served-file.ts';

/** A file of the folder of a skill. */
export function skillFile(file: ServedFile, { maxBytes, mask }: FileOptions): SkillFile {
  const { steps, size, mimeType } = file;
  return {
    steps,
    size,
    mimeType,
    async read() {
      const read = await readServedFile(file, maxBytes);
      if ('why' in read) return { failure: fileFailure(read.why, maxBytes) };
      const { bytes } = read;
      return { bytes: isText(bytes, mimeType) ? Buffer.from(mask.text(bytes.toString('utf8'))) : bytes };
    },
  };
}
