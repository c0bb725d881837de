/** Makes up capability documents in the manner of the published ones, their oddities more frequent. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inventFiles } from './generate/document.mjs';

const text = { type: 'string' };
const { values } = parseArgs({ options: { count: text, out: text, seed: text } });
const count = String(values.count ?? 500);
const seed = String(values.seed ?? 1);
const { out } = values;
if (out === undefined || !(Number(count) > 0)) {
  console.error('node scripts/corpus/generate.mjs --out DIR [--count NUMBER] [--seed TEXT]');
  process.exit(2);
}
await mkdir(out, { recursive: true });
for (let index = 1; index <= Number(count); index += 1) {
  const files = inventFiles(`${seed} ${index}`, `made-up-${seed}-${String(index).padStart(5, '0')}`);
  for (const [name, content] of Object.entries(files)) await writeFile(join(out, name), content);
}
