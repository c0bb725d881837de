// Builds what is published: the command line and the library as bundles, so that a start reads a few files and not
// hundreds, with the documents that come with Capstan beside them and the licences of what is bundled.
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { bundle } from './build/bundle.mjs';
import { fillCodeCache } from './build/fill-code-cache.mjs';
import { licences } from './build/licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}dist`;

await mkdir(out, { recursive: true });
const before = await readdir(out);
const { chunks, entries, inputs } = await bundle(root, { main: 'src/cli/main.ts', library: 'src/index.ts' });
const { main, library } = Object.fromEntries(entries);
const files = new Map([
  ...chunks,
  ['load-chunk.cjs', await readFile(`${root}scripts/build/load-chunk.cjs`, 'utf8')],
  // The package is one of ES modules; this folder is not.
  ['package.json', '{"type":"commonjs"}\n'],
  [
    'cli.js',
    `#!/usr/bin/env node\nconst{loadChunk,keepCaches}=require('./load-chunk.cjs');loadChunk('./${main.chunk}');if(process.argv[2]==='run')keepCaches();\n`,
  ],
  // The list says to importing ES modules what there is.
  [
    'index.js',
    `module.exports=require('./load-chunk.cjs').loadChunk('./${library.chunk}');\n0&&(module.exports={${library.exports.join()}});\n`,
  ],
]);
const changed = [];
for (const [name, text] of files) if (await writeChanged(name, text)) changed.push(name);
await chmod(`${out}/cli.js`, 0o755);
const documents = (await readdir(`${root}northflank`)).filter((name) => name.endsWith('.yaml'));
await Promise.all(documents.map(publish));
await writeFile(`${out}/LICENSES-OF-DEPENDENCIES.txt`, await licences(root, inputs));
// Only now, so that a Capstan that runs meanwhile still finds its files.
const stale = before.filter((name) => name.endsWith('.js') && !files.has(name));
await Promise.all(stale.map((name) => rm(`${out}/${name}`)));
if (changed.length > 0) {
  await rm(`${out}/code-cache`, { recursive: true, force: true });
  await fillCodeCache(`${out}/cli.js`);
}

/** @returns whether the file was not like this already */
async function writeChanged(name, text) {
  const there = before.includes(name) ? await readFile(`${out}/${name}`, 'utf8') : undefined;
  if (there === text) return false;
  await writeFile(`${out}/${name}`, text);
  return true;
}

/** Contracts go out as JSON, which is YAML too: every start reads them, and JSON is read in a fiftieth of the time. */
async function publish(name) {
  if (!name.endsWith('.openapi.yaml')) return copyFile(`${root}northflank/${name}`, `${out}/${name}`);
  const contract = load(await readFile(`${root}northflank/${name}`, 'utf8'));
  return writeFile(`${out}/${name}`, JSON.stringify(contract));
}
