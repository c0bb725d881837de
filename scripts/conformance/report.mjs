/** @typedef {import('./judge.mjs').Verdict} Verdict */

/** @param {string} title @param {readonly Verdict[]} verdicts */
export function print(title, verdicts) {
  console.log(`\n${title}\n`);
  for (const { scenario, passed, excused, problems } of verdicts) {
    const mark = problems.length === 0 ? 'ok ' : 'RED';
    const note = scenario.unscored === undefined ? '' : `  (${scenario.unscored})`;
    console.log(`  ${mark}  ${scenario.name.padEnd(48)} ${String(passed).padStart(3)} checks${note}`);
    for (const line of excused) console.log(`         excused  ${line}`);
    for (const line of problems) console.log(`         red      ${line}`);
  }
  const scored = verdicts.filter(({ scenario }) => scenario.unscored === undefined);
  const others = verdicts.filter(({ scenario }) => scenario.unscored !== undefined);
  const checks = verdicts.reduce((sum, { passed }) => sum + passed, 0);
  console.log(`\n  ${share(scored)} scored scenarios, ${share(others)} others; ${checks} checks passed.`);
}

/** @param {readonly Verdict[]} verdicts */
function share(verdicts) {
  return `${verdicts.filter(({ problems }) => problems.length === 0).length}/${verdicts.length}`;
}
