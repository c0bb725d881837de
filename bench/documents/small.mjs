/** Documents as small as the one Capstan was built for: three operations each, over REST and as tools. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The document that comes with Capstan, in form and size the first that was ever published. */
export const FIRST_DOCUMENT = fileURLToPath(new URL('../../northflank/northflank-jobs.yaml', import.meta.url));

/** @param {number} number from 1 @returns {string} name of that copy, and the first segment of its paths behind `/v1` */
export const smallName = (number) => `jobs-${String(number).padStart(4, '0')}`;

/**
 * Writes copies of that document, each with a name and paths of its own, so that all can be served at the root of one port.
 *
 * @param {string} folder
 * @param {number} count
 * @param {string} upstream origin of the API they call
 * @returns {string[]} their files
 */
export function writeSmallDocuments(folder, count, upstream) {
  const text = readFileSync(FIRST_DOCUMENT, 'utf8').replace('https://api.northflank.com', upstream);
  mkdirSync(folder);
  return Array.from({ length: count }, (_, index) => {
    const name = smallName(index + 1);
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, text.replaceAll('northflank-jobs', name).replaceAll('path: /v1/', `path: /v1/${name}/`));
    return file;
  });
}
