import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load as readYaml } from 'js-yaml';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Valid documents to begin with: those of the samples, and the one that comes with Capstan. */
export function readSeeds() {
  const folder = `${root}test/samples/`;
  const samples = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readYaml(readFileSync(folder + name, 'utf8')).document);
  const bundled = readFileSync(`${root}dist/northflank-jobs.yaml`, 'utf8');
  return [...samples.filter((text) => typeof text === 'string'), bundled];
}
