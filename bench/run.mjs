/**
 * `npm run bench`: the whole run, from top to bottom. Prints tables and keeps JSON in bench/results. It informs and
 * never gates: the exit code is 0 whatever the figures, and 1 only when something that should run did not.
 */
import { fileURLToPath } from 'node:url';
import { stopLoad } from './load/load.mjs';
import { measureStandstill } from './measure/boot-and-idle.mjs';
import { runRound } from './measure/rounds.mjs';
import { soak } from './measure/soak.mjs';
import { summarise } from './measure/summary.mjs';
import { HELP, readOptions } from './options.mjs';
import { startServer } from './process/server.mjs';
import { machine } from './report/machine.mjs';
import { print } from './report/print.mjs';
import { save } from './report/save.mjs';
import { judge } from './report/targets.mjs';
import { capstanMcp, capstanRest } from './subjects/capstan.mjs';
import { programs } from './subjects/programs.mjs';
import { Absent } from './subjects/subject.mjs';
import { subjects } from './subjects/subjects.mjs';

/** @typedef {ReturnType<typeof readOptions>} Options */

const UPSTREAM = fileURLToPath(new URL('servers/upstream.mjs', import.meta.url));

const progress = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** @param {Options} options */
async function measure(options) {
  /** @type {import('./report/targets.mjs').Report} */
  const report = { load: [], standstill: [], soak: [], missing: [] };
  const drop = (/** @type {{ label: string }} */ { label }, /** @type {unknown} */ error) => {
    const reason = error instanceof Error ? error.message : String(error);
    report.missing.push({ label, reason, absent: error instanceof Absent });
    progress(`${label}: ${reason}`);
  };
  const server = await startServer({ command: [process.execPath, UPSTREAM] }, 'upstream');
  const upstream = server.url('upstream');
  const wanted = subjects.filter(({ id }) => id === 'floor' || !options.only || id.includes(options.only));

  let running = wanted;
  const rounds = [];
  for (let round = 1; round <= options.rounds; round++) {
    progress(`round ${round} of ${options.rounds}: ${running.map(({ id }) => id).join(', ')}`);
    const order = round % 2 === 1 ? running : running.toReversed();
    const samples = await runRound(order, upstream, options, drop);
    running = running.filter((subject) => samples.has(subject));
    rounds.push(samples);
  }
  report.load = summarise(wanted, rounds);

  if (!options.only) {
    progress(`boot and idle: ${options.starts} starts of each program`);
    const found = await measureStandstill(programs, upstream, options.starts, drop);
    for (const [{ id, label }, standstill] of found) report.standstill.push({ id, label, ...standstill });
  }
  for (const subject of options.soak > 0 ? [capstanRest, capstanMcp('2026-07-28')] : []) {
    progress(`soak: ${options.soak} requests, ${subject.label}`);
    const sampled = (/** @type {number} */ done, /** @type {number} */ rssMb) =>
      progress(`  ${done}  ${rssMb.toFixed(1)} MB`);
    const { id, label } = subject;
    await soak(subject, upstream, options.soak, sampled).then(
      (result) => report.soak.push({ id, label, ...result }),
      (error) => drop(subject, error),
    );
  }
  await server.stop();
  return report;
}

/** @param {Options} options @returns {Promise<number>} the exit code */
async function run(options) {
  const started = new Date();
  const host = machine();
  const report = await measure(options);
  await stopLoad();
  const { node, cpu, cores, pinning } = host;
  const setting =
    `Node ${node}, ${cpu}, ${cores} cores${pinning ? '' : ', not pinned'}; ` +
    `${options.rounds} x ${options.requests} requests after ${options.warmUp}, 32 connections, 841-byte body`;
  process.stdout.write(print(report, setting, options.markdown));
  const file = save(
    { date: started.toISOString(), machine: host, options, ...report, targets: judge(report) },
    started,
  );
  progress(`kept in ${file}`);
  return report.missing.some(({ absent }) => !absent) || report.load.some(({ errors }) => errors > 0) ? 1 : 0;
}

try {
  if (process.platform !== 'linux') throw new Error('the benchmark reads /proc and runs on Linux only');
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else process.exitCode = await run(options);
} catch (error) {
  progress(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
// Whatever a failure left running ends with the process.
process.exit();
