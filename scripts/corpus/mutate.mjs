/** Writes documents again in other ways that mean the same, to see that they run the same. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { parseDocument } from './document/parse.mjs';
import { findDocuments } from './document/find-documents.mjs';
import { createChance } from './generate/chance.mjs';
import { rewrite } from './generate/rewrite.mjs';

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: text, out: text, seed: text },
});
const [folder] = positionals;
const { out } = values;
const count = String(values.count ?? 5);
const seed = String(values.seed ?? 1);
if (folder === undefined || out === undefined || !(Number(count) > 0)) {
  console.error('node scripts/corpus/mutate.mjs DIR --out DIR [--count NUMBER] [--seed TEXT]');
  process.exit(2);
}
for (const { name, file } of await findDocuments(folder)) {
  const written = await readFile(file, 'utf8');
  // What a document imports or reads stands beside it, and keeps its place.
  const place = join(out, dirname(relative(folder, file)));
  await mkdir(place, { recursive: true });
  await writeFile(join(place, basename(file)), written);
  let document;
  try {
    document = parseDocument(written);
  } catch {
    continue;
  }
  for (let index = 1; index <= Number(count); index += 1) {
    const random = createChance(`${seed} ${name} ${index}`);
    const { text: rewritten, changes } = rewrite(structuredClone(document), random);
    const target = basename(file).replace(/\.ya?ml$/, `.${index}.rewritten.yaml`);
    await writeFile(join(place, target), `${rewritten}\n# ${changes.join(', ')}\n`);
  }
}
