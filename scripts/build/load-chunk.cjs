// Loads the chunks of the bundle, each with V8's code cache of it where there is one: half the time of a start, and of loading
// a first document, would be compiling functions that were compiled the last time too. The caches are made as Python makes
// its `__pycache__`: beside the code by the first `capstan run`, for its version of Node alone, and not at all where nobody
// may write. Other commands use them, and leave none: one that does little would keep little.
'use strict';
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { wrap } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

const SETTLED_MS = 5000;
const caches = path.join(__dirname, 'code-cache', `${process.version}-${process.arch}`);
/** @type {Map<string, { exports: object }>} */
const modules = new Map();
/** Those that were compiled without a cache. @type {Map<string, Script>} */
const uncached = new Map();

/** What the chunks see as `require`. @param {string} name a chunk (`./chunk-ABC.js`), or a module of Node's own */
function loadChunk(name) {
  if (!name.startsWith('./')) return require(name);
  const loaded = modules.get(name);
  if (loaded) return loaded.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const script = compile(name);
  script.runInThisContext()(module.exports, loadChunk, module, path.join(__dirname, name), __dirname);
  return module.exports;
}

/** @param {string} name */
function compile(name) {
  const filename = path.join(__dirname, name);
  // The bundles are ASCII; read as Latin-1 they need no decoding.
  const source = wrap(readFileSync(filename, 'latin1'));
  const cachedData = readCache(name);
  const script = new Script(source, { filename, cachedData });
  if (!cachedData) uncached.set(name, script);
  return script;
}

/** V8 itself refuses a cache made with other settings, and compiles. @param {string} name */
function readCache(name) {
  try {
    return readFileSync(path.join(caches, name));
  } catch {
    return undefined;
  }
}

/**
 * Keeps what has been compiled, once the start is over or Capstan ends. Names of chunks hold a hash of what is in them,
 * so a cache is never taken for another build's.
 */
function keepCaches() {
  if (uncached.size === 0) return;
  const keep = () => {
    try {
      mkdirSync(caches, { recursive: true });
      for (const [name, script] of uncached) {
        const unfinished = path.join(caches, `${name}.${process.pid}`);
        // Flushed first: V8 notices a cache that is too short, and not one whose middle was never written.
        writeFileSync(unfinished, script.createCachedData(), { flush: true });
        renameSync(unfinished, path.join(caches, name));
      }
    } catch {
      // Where it may not be kept, the next start compiles again.
    }
    uncached.clear();
  };
  setTimeout(keep, SETTLED_MS).unref();
  process.once('exit', keep);
}

module.exports = { loadChunk, keepCaches };
