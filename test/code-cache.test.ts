import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const built = fileURLToPath(new URL('../dist', import.meta.url));

/** A copy of what is installed, which has not been run. */
let installed: string;
beforeEach(async () => {
  installed = await mkdtemp(join(tmpdir(), 'capstan-'));
  await cp(built, installed, { recursive: true, filter: (file) => !file.endsWith('code-cache') });
});
afterEach(() => rm(installed, { recursive: true }));

/** @returns what it says when it is ready, without the addresses. */
async function run(): Promise<string> {
  const child = spawn(process.execPath, [join(installed, 'cli.js'), 'run', '--sandbox', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [ready] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toStrictEqual([0, null]);
  return ready.toString().replaceAll(/127\.0\.0\.1:\d+/g, '');
}
const folder = (): string => join(installed, 'code-cache', `${process.version}-${process.arch}`);

describe('the code cache', () => {
  it('is kept by the first start and left as it is by the next', async () => {
    const first = await run();
    const kept = await readdir(folder());
    const times = async (): Promise<readonly number[]> =>
      Promise.all(kept.map(async (name) => (await stat(join(folder(), name))).mtimeMs));
    const before = await times();

    expect(kept).toContainEqual(expect.stringMatching(/^main-/));
    expect(kept.every((name) => name.endsWith('.js'))).toBe(true);
    expect(await run()).toBe(first);
    expect(await times()).toStrictEqual(before);
  });

  it('does no harm when it is cut off or no cache at all', async () => {
    const first = await run();
    for (const [index, name] of (await readdir(folder())).entries()) {
      const file = join(folder(), name);
      const whole = await readFile(file);
      await writeFile(file, index % 2 === 0 ? whole.subarray(0, whole.length / 2) : 'no cache at all');
    }

    expect(await run()).toBe(first);
  });

  it('is done without where it may not be written', async () => {
    await writeFile(join(installed, 'code-cache'), 'in the way');

    expect(await run()).toContain('northflank-jobs-mcp');
  });

  it('is not made by a command that does little', async () => {
    execFileSync(process.execPath, [join(installed, 'cli.js'), '--version']);

    expect(await readdir(installed)).not.toContain('code-cache');
  });
});
