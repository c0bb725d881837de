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
 * @param {Readonly<Record<string, string>>} excuses why a check cannot pass, by its id
 * @returns {Verdict}
 */
export function judge(scenario, excuses) {
  const made = scenario.checks.filter(({ status }) => status !== 'INFO');
  const passed = made.filter(({ status }) => status === 'SUCCESS');
  const others = made.filter((check) => !passed.includes(check));
  const excused = others.filter(({ id }) => Object.hasOwn(excuses, id));
  const problems = others.filter((check) => !excused.includes(check)).map(describe);
  const isEmpty = excused.length === 0 && passed.every(({ id }) => id === besides);
  return {
    scenario,
    passed: passed.length,
    excused: excused.map(({ id }) => `${id}: ${excuses[id]}`),
    problems: isEmpty && problems.length === 0 ? ['It has checked nothing.'] : problems,
  };
}

/** @param {Check} check */
function describe({ id, status, errorMessage = '' }) {
  return `${id} (${status.toLowerCase()}): ${errorMessage}`;
}
