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
  options: { rounds: { type: 'string', default: '8' }, calls: { type: 'string', default: '2000' } },
});
/** Rounds that do not count: the first calls cost ten times as much, until all that they run is compiled. */
const WARM_UP = 4;
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
  const subjects = [
    await startServer(runCapstan([document, ...contract, ...base]), 'server'),
    await startServer(runCapstan(['northflank-jobs-complete', ...base]), 'server'),
    await startServer(withData(['northflank-jobs-complete', ...base]), 'server'),
  ];
  const rows = [];
  for (const { what, face, call } of kinds) {
    // In the order of the subjects, whoever is called first.
    const spent = subjects.map((server) => ({ server, seconds: /** @type {number[]} */ ([]) }));
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const { server, seconds } of round % 2 === 0 ? spent : spent.toReversed()) {
        const one = await cpuOfCalls(server.pid, new URL(server.url(face)).origin, call, AMOUNT);
        if (round >= 0) seconds.push(one);
      }
    }
    const [plain = [], ...others] = spent.map(({ seconds }) => seconds);
    const ratios = others.map((seconds) => median(seconds.map((one, round) => one / (plain[round] ?? 1))));
    rows.push([
      what,
      `${((median(plain) / AMOUNT.calls) * 10_000).toFixed(2)} s`,
      ...ratios.map((ratio) => `${ratio.toFixed(2)} x`),
    ]);
  }
  for (const server of [...subjects, upstream]) await server.stop();
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
