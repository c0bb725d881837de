/** Keeps the run as JSON in bench/results, which git ignores. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));

/** @param {object} result @param {Date} started @returns {string} path of the file */
export function save(result, started) {
  mkdirSync(RESULTS, { recursive: true });
  const file = `${RESULTS}${started.toISOString().replaceAll(':', '-').slice(0, 19)}.json`;
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
  return file;
}
