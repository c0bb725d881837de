/** The report for a person. */
import { judge } from './targets.mjs';
import { table } from './table.mjs';

/** @typedef {import('./targets.mjs').Report} Report */

const figure = (/** @type {number | null} */ value, digits = 2) => (value === null ? '–' : value.toFixed(digits));

/**
 * @param {Report} report
 * @param {string} setting one line on the machine and the run
 * @param {boolean} markdown
 * @returns {string}
 */
export function print(report, setting, markdown) {
  const { load, standstill, soak, missing } = report;
  const parts = [setting, loadTable(load, markdown)];
  if (standstill.length > 0) parts.push(standstillTable(standstill, markdown));
  if (soak.length > 0) parts.push(soakTable(soak, markdown));
  if (missing.length > 0) parts.push(notMeasured(missing));
  parts.push(targetTable(report, markdown));
  return `${parts.join('\n\n')}\n`;
}

/** @param {Report['load']} load @param {boolean} markdown */
function loadTable(load, markdown) {
  const head = [
    'under load',
    'CPU-s/10k',
    'x floor',
    'x SDK v2',
    'busy %',
    'req/s',
    'p50 ms',
    'p99 ms',
    'RSS MB',
    'peak MB',
    'errors',
  ];
  const rows = load.map((row) => [
    row.label,
    figure(row.cpuPer10k, 3),
    figure(row.toFloor),
    figure(row.toSdk, 3),
    figure(row.busy * 100, 0),
    figure(row.rate, 0),
    figure(row.p50),
    figure(row.p99),
    figure(row.rssMb, 0),
    figure(row.peakMb, 0),
    figure(row.errors, 0),
  ]);
  return table(head, rows, markdown);
}

/** @param {Report['standstill']} standstill @param {boolean} markdown */
function standstillTable(standstill, markdown) {
  const rows = standstill.map(({ label, bootMs, idleMb }) => [label, figure(bootMs, 0), figure(idleMb, 0)]);
  return table(['at rest', 'boot ms', 'idle RSS MB'], rows, markdown);
}

/** @param {Report['soak']} soak @param {boolean} markdown */
function soakTable(soak, markdown) {
  const head = ['soak', 'requests', 'first MB', 'last MB', 'MB per 100k', 'errors'];
  const rows = soak.map(({ label, requests, rssMb, slope, errors }) => [
    label,
    String(requests),
    figure(rssMb[0] ?? null, 1),
    figure(rssMb.at(-1) ?? null, 1),
    figure(slope),
    String(errors),
  ]);
  return table(head, rows, markdown);
}

/** @param {Report['missing']} missing */
function notMeasured(missing) {
  const reasons = new Set(missing.map(({ reason }) => reason));
  const labels = (/** @type {string} */ reason) =>
    missing.filter((one) => one.reason === reason).map(({ label }) => label);
  return [...reasons].map((reason) => `Not measured: ${labels(reason).join(', ')} (${reason})`).join('\n');
}

/** @param {Report} report @param {boolean} markdown */
function targetTable(report, markdown) {
  const rows = judge(report).map(({ what, limit, value, met }) => [
    what,
    `<= ${Number(limit.toFixed(3))}`,
    figure(value, 3),
    met === null ? 'not measured' : met ? 'met' : 'NOT MET',
  ]);
  return table(['target', 'limit', 'measured', ''], rows, markdown);
}
