// Builds what is published: the command line and the library as bundles, so that a start reads a few files and not
// hundreds, with the documents that come with Capstan beside them and the licences of what is bundled.
import { build } from 'esbuild';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}dist`;

/**
 * Of undici only the connection pool is used; its main module also loads fetch, WebSocket, caches and more, which made
 * up two thirds of the bundle and cost 30 ms and 8 MB at every start.
 */
const undiciPoolAlone = {
  name: 'undici-pool-alone',
  setup(building) {
    building.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'pool' }));
    building.onLoad({ filter: /.*/, namespace: 'pool' }, () => ({
      contents: "export { default as Pool } from 'undici/lib/dispatcher/pool.js';",
      resolveDir: root,
    }));
  },
};

await mkdir(out, { recursive: true });
const before = await readdir(out);
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: 'warning',
  // `ws` does without these two, which are no JavaScript.
  define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
  plugins: [undiciPoolAlone],
  // Some dependencies are CommonJS and call `require` for node's own modules.
  banner: {
    js: "import{createRequire as capstanRequire}from'node:module';const require=capstanRequire(import.meta.url);",
  },
});
await chmod(`${out}/cli.js`, 0o755);
const documents = (await readdir(`${root}northflank`)).filter((name) => name.endsWith('.yaml'));
await Promise.all(documents.map(publish));
// Only now, so that a Capstan that runs meanwhile still finds its files.
const current = new Set(Object.keys(metafile.outputs).map((file) => file.replace(/^dist\//, '')));
const stale = before.filter((name) => name.endsWith('.js') && !current.has(name));
await Promise.all(stale.map((name) => rm(`${out}/${name}`)));
await writeFile(`${out}/LICENSES-OF-DEPENDENCIES.txt`, await licences(Object.keys(metafile.inputs)));

/** Contracts go out as JSON, which is YAML too: every start reads them, and JSON is read in a fiftieth of the time. */
async function publish(name) {
  if (!name.endsWith('.openapi.yaml')) return copyFile(`${root}northflank/${name}`, `${out}/${name}`);
  const contract = load(await readFile(`${root}northflank/${name}`, 'utf8'));
  return writeFile(`${out}/${name}`, JSON.stringify(contract));
}

/** The licence texts of every package that a bundled file comes from. */
async function licences(inputs) {
  const packages = new Set(
    inputs.map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]).filter(Boolean),
  );
  const texts = [];
  for (const name of [...packages].sort((one, other) => one.localeCompare(other))) {
    const folder = `${root}node_modules/${name}`;
    const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(`${folder}/${file}`, 'utf8') : `Licence: ${license}`;
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
