/**
 * `npm run conformance`: the official MCP conformance suite against a server that has everything, and against the
 * capability that comes with Capstan. The exit code is 0 only when every scenario is green.
 */
import { judge } from './judge.mjs';
import { print } from './report.mjs';
import { subjects } from './subjects.mjs';
import { prepareSuite } from './suite.mjs';

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 1;
});

async function main() {
  const runSuite = await prepareSuite();
  let isGreen = true;
  for (const { name, namespace, start, scenarios, excuses } of subjects) {
    const server = await start();
    try {
      for (const [revision, wanted] of Object.entries(scenarios)) {
        const ran = await runSuite(server.url(namespace), revision);
        const verdicts = select(ran, wanted).map((scenario) => judge(scenario, excuses));
        print(`${name}, requirements of ${revision}`, verdicts);
        isGreen &&= verdicts.every(({ problems }) => problems.length === 0);
      }
    } finally {
      await server.stop();
    }
  }
  console.log(isGreen ? '\nConformance: green.' : '\nConformance: RED.');
  return isGreen ? 0 : 1;
}

/** One that is wanted and was not run is there without checks, so it is red. */
function select(ran, wanted) {
  if (wanted === 'all') return ran;
  return wanted.map(
    (name) => ran.find((scenario) => scenario.name === name) ?? { name, unscored: undefined, checks: [] },
  );
}
