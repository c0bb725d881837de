/**
 * `npm run bench:documents [-- FILE]`: what documents cost to load, large and many, and what a call costs among many. Prints a
 * table with the targets; informs and never gates. FILE is loaded in place of the first of Capstan's own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../process/server.mjs';
import { machine } from '../report/machine.mjs';
import { table } from '../report/table.mjs';
import { measureCalls } from './calls.mjs';
import { writeLargeDocument } from './large.mjs';
import { loadCpu } from './load-cpu.mjs';
import { measureMapping } from './mapping.mjs';
import { measureReady } from './ready.mjs';
import { FIRST_DOCUMENT, writeSmallDocuments } from './small.mjs';

const UPSTREAM = fileURLToPath(new URL('../servers/upstream.mjs', import.meta.url));
const MANY = 1_000;

/** @typedef {{ what: string, value: number, limit: number, unit: string }} Figure */

/** @param {string} folder @param {string} upstream @returns {Promise<Figure[]>} */
async function measure(folder, upstream) {
  const large = writeLargeDocument(folder);
  const many = join(folder, 'many');
  const [first = ''] = writeSmallDocuments(many, MANY, upstream);
  const { milliseconds, toHashing } = loadCpu(process.argv[2] ?? FIRST_DOCUMENT);
  const loading = `loading the first document, CPU (${toHashing.toFixed(2)} x hashing 8 MB)`;
  const figures = [
    { what: loading, value: milliseconds, limit: 15, unit: 'ms' },
    { what: 'mapping 1,000 x 5 fields', value: await measureMapping(), limit: 1, unit: 'ms' },
  ];
  const one = await measureReady([large, '--no-sandbox']);
  figures.push(
    { what: '1,158 operations in 1.8 MB, ready', value: one.ready, limit: 2_000, unit: 'ms' },
    { what: '1,158 operations in 1.8 MB, peak memory', value: one.peak, limit: 250, unit: 'MB' },
  );
  const all = await measureReady([many, '--no-sandbox']);
  figures.push(
    { what: '1,000 documents, ready', value: all.ready, limit: 10_000, unit: 'ms' },
    { what: '1,000 documents, peak memory', value: all.peak, limit: 1_000, unit: 'MB' },
  );
  for (const { what, ratio } of await measureCalls(first, many)) {
    figures.push({ what: `${what} among 1,000, CPU to alone`, value: ratio, limit: 1.1, unit: 'x' });
  }
  return figures;
}

const folder = mkdtempSync(join(tmpdir(), 'capstan-bench-'));
try {
  const upstream = await startServer({ command: [process.execPath, UPSTREAM] }, 'upstream');
  const figures = await measure(folder, upstream.url('upstream'));
  await upstream.stop();
  const rows = figures.map(({ what, value, limit, unit }) => [
    what,
    `${value.toFixed(2)} ${unit}`,
    `${limit} ${unit}`,
    value <= limit ? 'met' : 'NOT MET',
  ]);
  const { node, cpu, cores } = machine();
  process.stdout.write(
    `Node ${node}, ${cpu}, ${cores} cores\n\n${table(['documents', 'measured', 'limit', ''], rows, false)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
// Whatever a failure left running ends with the process.
process.exit();
