/**
 * `npm run bench:safe`: what it costs that a start is done once, and that secrets are hidden: calls of the complete Northflank
 * capability as it comes, to the same calls of its document alone. Prints a table with the target; informs and never gates.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCapstan } from '../documents/ready.mjs';
import { cpuOfCalls } from '../measure/cpu-of-calls.mjs';
import { median } from '../measure/median.mjs';
import { startServer } from '../process/server.mjs';
import { machine } from '../report/machine.mjs';
import { table } from '../report/table.mjs';
import { kinds } from './kinds.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '8' }, calls: { type: 'string', default: '1000' } },
});
const ROUNDS = Number(values.rounds);
const AMOUNT = { calls: Number(values.calls), atOnce: 16 };
const TARGET = 1.1;

const file = (/** @type {string} */ name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'capstan-bench-'));
try {
  const upstream = await startServer({ command: [process.execPath, file('bench/servers/upstream.mjs')] }, 'upstream');
  const base = ['--base-uri', `${upstream.url('upstream')}/v1`];
  const document = file('northflank/northflank-jobs-complete.yaml');
  const contract = ['--contract', file('northflank/northflank-jobs.openapi.yaml')];
  const subjects = {
    'its document alone': await startServer(runCapstan([document, ...contract, ...base]), 'server'),
    'as it comes': await startServer(runCapstan(['northflank-jobs-complete', ...base]), 'server'),
    'with a data file': await startServer(withData(['northflank-jobs-complete', ...base]), 'server'),
  };
  const rows = [];
  for (const { what, face, call } of kinds) {
    /** @type {Record<string, number[]>} */
    const spent = {};
    for (let round = 0; round <= ROUNDS; round++) {
      const order = Object.entries(subjects);
      for (const [name, server] of round % 2 === 0 ? order : order.toReversed()) {
        const seconds = await cpuOfCalls(server.pid, new URL(server.url(face)).origin, call, AMOUNT);
        // The first round warms up.
        if (round > 0) (spent[name] ??= []).push(seconds);
      }
    }
    const [plain = [], ...others] = Object.values(spent);
    const ratios = others.map((seconds) => median(seconds.map((one, round) => one / (plain[round] ?? 1))));
    rows.push([
      what,
      `${((median(plain) / AMOUNT.calls) * 10_000).toFixed(2)} s`,
      ...ratios.map((ratio) => `${ratio.toFixed(2)} x`),
    ]);
  }
  for (const server of [...Object.values(subjects), upstream]) await server.stop();
  const { node, cpu, cores } = machine();
  const head = ['call', 'CPU per 10,000, document alone', 'as it comes', 'with a data file'];
  process.stdout.write(
    `Node ${node}, ${cpu}, ${cores} cores; at most ${TARGET} x is wanted\n\n${table(head, rows, false)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string[]} args @returns {import('../process/server.mjs').ServerLaunch} */
function withData(args) {
  const launch = runCapstan(args);
  return { ...launch, env: { ...launch.env, CAPSTAN_DATA: join(folder, 'starts') } };
}
