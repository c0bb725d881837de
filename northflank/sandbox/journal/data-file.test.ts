import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunView } from '../runs/run-view.ts';
import type { SandboxOptions } from '../sandbox-options.ts';
import { startSandbox } from '../start-sandbox.ts';
import { image, jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sandbox-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const opened: Client[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

async function open(data: string, options: SandboxOptions = {}): Promise<Client> {
  const sandbox = await openSandbox({ rateLimit: 0, data, ...options });
  opened.push(sandbox);
  return sandbox;
}

async function reopen(data: string, options: SandboxOptions = {}): Promise<Client> {
  await Promise.all(opened.splice(0).map((sandbox) => sandbox.close()));
  return open(data, options);
}

let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `${files}.data`);
}

/** All that can be read of a project. */
async function contents(sandbox: Client): Promise<unknown> {
  const { jobs: found } = (await sandbox.data('GET', jobs)) as { readonly jobs: readonly { readonly id: string }[] };
  const each = found.map(async ({ id }) => ({
    details: await sandbox.data('GET', `${jobs}/${id}`),
    environment: await sandbox.data('GET', `${jobs}/${id}/runtime-environment`),
    runs: await sandbox.data('GET', `${jobs}/${id}/runs`),
    builds: await sandbox.data('GET', `${jobs}/${id}/build`),
  }));
  return Promise.all(each);
}

const job = { ...smallestJob, deployment: image, runtimeEnvironment: { SANDBOX_DURATION: '2' } };

describe('a sandbox with a data file', () => {
  it('goes on where it ended', async () => {
    const file = newFile();
    const first = await open(file);
    await first.data('POST', jobs, { ...job, name: 'Kept', runtimeEnvironment: { SECRET: 'x' } });
    await first.data('POST', jobs, { ...job, name: 'Changed' });
    await first.data('PATCH', `${jobs}/changed`, { description: 'Changed since' });
    await first.data('POST', `${jobs}/changed/pause`);
    await first.data('DELETE', `${jobs}/legacy-import`);
    const { id } = (await first.data('POST', `${jobs}/kept/runs`)) as RunView;
    await first.data('DELETE', `${jobs}/kept/runs/${id}`);
    const before = await contents(first);
    expect(await contents(await reopen(file))).toEqual(before);
    // Once more, now that the file has been written anew.
    expect(await contents(await reopen(file))).toEqual(before);
  });

  it('makes no id twice', async () => {
    const file = newFile();
    const ids = new Set<string>();
    for (let count = 0; count < 3; count += 1) {
      const sandbox = await reopen(file);
      ids.add(((await sandbox.data('POST', `${jobs}/nightly-report/runs`)) as RunView).id);
      expect(await sandbox.data('GET', `${jobs}/nightly-report/runs`)).toMatchObject({ runs: { length: 3 + count } });
    }
    expect(ids.size).toBe(3);
  });

  it('has a clock that goes on meanwhile and never back, also at another speed', async () => {
    const file = newFile();
    const first = await open(file, { speed: 1000 });
    await first.advance(86_400);
    const { id } = (await first.data('POST', `${jobs}/nightly-report/runs`, {
      runtimeEnvironment: { SANDBOX_DURATION: '2' },
    })) as RunView;
    await expect
      .poll(async () => first.data('GET', `${jobs}/nightly-report/runs/${id}`))
      .toMatchObject({ status: 'SUCCESS' });
    const time = async (sandbox: Client): Promise<number> =>
      Date.parse(((await sandbox.data('GET', '/__sandbox')) as { readonly now: string }).now);
    const before = await time(first);
    const second = await reopen(file);
    expect(await time(second)).toBeGreaterThanOrEqual(before);
    expect(await second.data('GET', `${jobs}/nightly-report/runs/${id}`)).toMatchObject({ status: 'SUCCESS' });
  });

  it('adds the projects it is told to that are not there yet', async () => {
    const file = newFile();
    await (await open(file)).data('DELETE', `${jobs}/legacy-import`);
    const sandbox = await reopen(file, { projects: ['default-project', 'second'] });
    expect(await sandbox.data('GET', '/v1/projects')).toMatchObject({
      projects: [{ id: 'default-project' }, { id: 'second' }],
    });
    expect(await sandbox.send('GET', `${jobs}/legacy-import`)).toMatchObject({ status: 404 });
  });

  it('starts no runs that were due while it was not there', async () => {
    const file = newFile();
    // A second is eleven days and a half.
    const first = await open(file, { speed: 1_000_000 });
    const settings = { backoffLimit: 0, cron: { schedule: '@weekly' } };
    await first.data('POST', jobs, { ...job, name: 'Every week', settings });
    const count = async (sandbox: Client): Promise<number> =>
      ((await sandbox.data('GET', `${jobs}/every-week/runs?per_page=100`)) as { readonly runs: readonly unknown[] })
        .runs.length;
    const before = await count(first);
    await first.close();
    opened.pop();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await count(await open(file))).toBe(before);
  });

  it('keeps secrets for its owner alone', async () => {
    const file = newFile();
    await open(file);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('loses nothing but what is torn at the end of its file', async () => {
    const file = newFile();
    const first = await open(file);
    await first.data('POST', jobs, { ...job, name: 'Whole' });
    const { size } = statSync(file);
    await first.data('POST', jobs, { ...job, name: 'Torn' });
    await Promise.all(opened.splice(0).map((sandbox) => sandbox.close()));
    const whole = readFileSync(file);
    for (const length of [size, size + 1, size + 9, size + 40, whole.length - 1]) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      const sandbox = await reopen(file);
      expect(await sandbox.send('GET', `${jobs}/whole`)).toMatchObject({ status: 200 });
      expect(await sandbox.send('GET', `${jobs}/torn`)).toMatchObject({ status: 404 });
    }
  });

  it('refuses a file that is damaged before its end', async () => {
    const file = newFile();
    const first = await open(file);
    await first.data('DELETE', `${jobs}/legacy-import`);
    await first.data('DELETE', `${jobs}/nightly-report`);
    await Promise.all(opened.splice(0).map((sandbox) => sandbox.close()));
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.map((line, index) => (index === 2 ? line.replace('legacy', 'lagecy') : line)).join('\n'));
    await expect(startSandbox({ data: file })).rejects.toThrow('is damaged at line 3');
  });

  it('refuses a file that is not its own, and leaves it as it is', async () => {
    const file = newFile();
    writeFileSync(file, 'my notes\n');
    await expect(startSandbox({ data: file })).rejects.toThrow('is not the data file of a sandbox');
    expect(readFileSync(file, 'utf8')).toBe('my notes\n');
  });

  it('refuses a file that another process has', async () => {
    const file = newFile();
    writeFileSync(`${file}.lock`, String(process.ppid));
    await expect(startSandbox({ data: file })).rejects.toThrow(
      `is in use by another sandbox (process ${process.ppid})`,
    );
    writeFileSync(`${file}.lock`, '999999999');
    await open(file);
  });

  it('refuses a file in a folder that does not exist', async () => {
    await expect(startSandbox({ data: join(folder, 'nope', 'file') })).rejects.toThrow('cannot be written');
  });
});
