// Starts many runs through Capstan while everything around it breaks, and says what came of it; see docs/northflank.md.
//
//   npm run fault-test -- --starts 10000 --seed 1
import { parseArgs } from 'node:util';
import { faultTest } from './fault-test.mjs';

const { values } = parseArgs({
  options: {
    starts: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '10' },
    clients: { type: 'string', default: '16' },
    jobs: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const { json, ...numbers } = values;
const options = Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, Number(text)]));
const figures = await faultTest({
  ...options,
  log: json ? () => undefined : (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(
  json
    ? `${JSON.stringify(figures)}\n`
    : `${Object.entries(figures)
        .map(([name, value]) => `${name.padEnd(24)}${value}`)
        .join('\n')}\n`,
);
const { startedTwice, reportedButNotStarted, reportedForAnother, startedButNotReported } = figures;
process.exitCode = startedTwice + reportedButNotStarted + reportedForAnother + startedButNotReported === 0 ? 0 : 1;
