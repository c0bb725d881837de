import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../northflank/fault-test/run.mjs', import.meta.url));

it('starts no run twice, and tells of each what is true, while connections break and processes are killed', async () => {
  const options = ['--starts', '150', '--kills', '1', '--jobs', '10', '--clients', '8', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...options]);
  const figures = JSON.parse(stdout) as Readonly<Record<string, number>>;
  expect(figures).toMatchObject({
    starts: 150,
    kills: 2,
    reportedStarted: 150,
    reportedUnknown: 0,
    startedTwice: 0,
    reportedButNotStarted: 0,
    reportedForAnother: 0,
    startedButNotReported: 0,
  });
  // Things must have gone wrong, or nothing was proven.
  expect((figures['broken'] ?? 0) + (figures['notDone'] ?? 0)).toBeGreaterThan(5);
}, 120_000);
