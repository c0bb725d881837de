import { build, transform } from 'esbuild';
import { basename } from 'node:path';

/**
 * Of undici only the connection pool is used, and later the agent for proxies; its main module also loads fetch, WebSocket,
 * caches and more, which made up two thirds of the bundle and cost 30 ms and 8 MB at every start.
 */
const undiciInParts = (root) => ({
  name: 'undici-in-parts',
  setup(building) {
    building.onResolve({ filter: /^undici$/ }, ({ kind }) => ({
      path: kind === 'dynamic-import' ? 'later' : 'now',
      namespace: 'undici',
    }));
    const parts = {
      now: "export { default as Pool } from 'undici/lib/dispatcher/pool.js';",
      // Tunnels are asked for by a method that only the main module adds.
      later: `import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
        import connect from 'undici/lib/api/api-connect.js';
        Dispatcher.prototype.connect = connect;
        export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';`,
    };
    building.onLoad({ filter: /.*/, namespace: 'undici' }, ({ path }) => ({ contents: parts[path], resolveDir: root }));
  },
});

/**
 * Bundles the entry points and what they import now (shared chunks) or later (chunks of their own). Chunks can be split
 * only as ES modules, and V8's code cache can be had only for scripts, so each is made a CommonJS script afterwards.
 *
 * @param {string} root the project's folder
 * @param {Readonly<Record<string, string>>} entryPoints name of the chunk to source file
 * @returns {Promise<{ chunks: ReadonlyMap<string, string>, entries: ReadonlyMap<string, { chunk: string, exports: readonly string[] }>, inputs: readonly string[] }>}
 *   chunks by their file names, which hold a hash of their text; the chunk of each entry point; the bundled files
 */
export async function bundle(root, entryPoints) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    entryNames: '[name]-[hash]',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
    define: {
      // `ws` does without these two, which are no JavaScript.
      'process.env.WS_NO_BUFFER_UTIL': '"1"',
      'process.env.WS_NO_UTF_8_VALIDATE': '"1"',
      'import.meta.url': 'ownUrl',
    },
    plugins: [undiciInParts(root)],
  });
  const chunks = await Promise.all(
    outputFiles.map(async ({ path, text }) => /** @type {const} */ ([basename(path), await toScript(text)])),
  );
  const entries = Object.entries(metafile.outputs).flatMap(([path, { entryPoint, exports }]) => {
    const name = Object.keys(entryPoints).find((key) => entryPoints[key] === entryPoint);
    return name ? [/** @type {const} */ ([name, { chunk: basename(path), exports }])] : [];
  });
  return { chunks: new Map(chunks), entries: new Map(entries), inputs: Object.keys(metafile.inputs) };
}

async function toScript(text) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    supported: { 'dynamic-import': false },
  });
  const ownUrl = "const ownUrl=require('node:url').pathToFileURL(__filename).href;";
  return `'use strict';${/\bownUrl\b/.test(code) ? ownUrl : ''}${code}`;
}
