/** @typedef {import('./suite.mjs').Scenario} Scenario @typedef {import('./suite.mjs').Check} Check */

/** A check that is made beside every scenario's own: whether all messages are as the specification's schema has them. */
const besides = 'wire-schema-valid';

/**
 * @typedef {object} Verdict
 * @property {Scenario} scenario
 * @property {number} passed checks
 * @property {string[]} excused checks that did not pass, and why that is right
 * @property {string[]} problems none when the scenario is green
 */

/**
 * A scenario is green when it has shown something, and everything that it has checked has passed. The suite itself is
 * content with less: with warnings, and with scenarios that found nothing to check.
 *
 * @param {Scenario} scenario
 * @param {Readonly<Record<string, string>>} excuses why a check cannot pass, by its id; or why a scenario finds nothing to
 *   check, by its name
 * @returns {Verdict}
 */
export function judge(scenario, excuses) {
  if (scenario.checks.length === 0)
    return { scenario, passed: 0, excused: [], problems: ['It did not run to its end.'] };
  const made = scenario.checks.filter(({ status }) => status !== 'INFO');
  const passed = made.filter(({ status }) => status === 'SUCCESS');
  const others = made.filter((check) => !passed.includes(check));
  const excused = others.filter(({ id }) => Object.hasOwn(excuses, id));
  const problems = others.filter((check) => !excused.includes(check)).map(describe);
  const names = excused.map(({ id }) => id);
  if (others.length === 0 && passed.every(({ id }) => id === besides)) {
    if (Object.hasOwn(excuses, scenario.name)) names.push(scenario.name);
    else problems.push('It has checked nothing.');
  }
  return { scenario, passed: passed.length, excused: names.map((name) => `${name}: ${excuses[name]}`), problems };
}

/** @param {Check} check */
function describe({ id, status, errorMessage = '' }) {
  return `${id} (${status.toLowerCase()}): ${errorMessage}`;
}
