/** The commands of what comes with Capstan: the complete Northflank capability, and the sandbox alone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capstan, serve } from './support/capstan.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('northflank-jobs-complete', () => {
  const call = (data: string): ReturnType<typeof capstan> =>
    capstan(['call', 'northflank-jobs-complete', 'list-jobs', 'projectId=default-project'], {
      env: { CAPSTAN_DATA: data },
    });

  it('says at the start what it allows, so that a slip in the name of a limit shows', async () => {
    const start = async (env: Readonly<Record<string, string>>): Promise<string> =>
      (await capstan(['run', 'northflank-jobs-complete', '--port', '0'], { env, stopWhen: /Stop with/ })).stdout;
    expect(await start({ NORTHFLANK_MAX_RUN: '5', NORTHFLANK_ALLOWED_PLANS: 'nf-compute-10' })).toContain(
      '  allows plans nf-compute-10; any number of runs at once; runs of any length\n  forgets what it has started',
    );
    const data = join(folder, 'said');
    const limits = { NORTHFLANK_MAX_RUNS: '5', NORTHFLANK_MAX_DEADLINE_SECONDS: '60', CAPSTAN_DATA: data };
    expect(await start(limits)).toContain(
      `allows any plan; at most 5 runs at once; runs of at most 60 s\n  remembers what it has started in ${data}\n`,
    );
  });
  it('leaves its data file to the process that has it', async () => {
    const data = join(folder, 'starts');
    const served = await serve(['run', 'northflank-jobs-complete', '--port', '0'], { env: { CAPSTAN_DATA: data } });
    expect(await call(data)).toMatchObject({ code: 1, stderr: expect.stringContaining('or to nothing to do without') });
    expect((await call('')).code).toBe(0);
    for (const command of ['plan', 'check', 'init'])
      expect((await capstan([command, 'northflank-jobs-complete'], { env: { CAPSTAN_DATA: data } })).code).toBe(0);
    await served.stop();
  });
  it('says in words that the folder of its data file is not there', async () => {
    const { code, stderr } = await call(join(folder, 'nowhere/starts'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('is not there. Make it') });
  });
});

describe('sandbox', () => {
  it('serves alone, and stops', async () => {
    const sandbox = await serve(['sandbox', '--port', '0', '--project', 'mine', '--token', 't0ken']);
    const url = `${sandbox.urls['northflank-sandbox']}/v1/projects/mine/jobs`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Bearer t0ken' } })).status).toBe(200);
    expect(await sandbox.stop()).toBe(0);
  });

  it('takes roles, faults and a data file', async () => {
    const data = join(folder, 'sandbox.data');
    writeFileSync(data, '');
    const args = ['--token', 'eyes=read-only', '--fault', 'status=503,path=/login,count=1', '--data', data];
    const sandbox = await serve(['sandbox', '--port', '0', ...args]);
    const status = async (method: string, path: string): Promise<number> => {
      const headers = { authorization: 'Bearer eyes' };
      return (await fetch(`${sandbox.urls['northflank-sandbox']}/v1${path}`, { method, headers })).status;
    };
    expect([await status('GET', '/login'), await status('GET', '/login')]).toEqual([503, 200]);
    expect(await status('DELETE', '/projects/default-project/jobs/legacy-import')).toBe(401);
    const second = await capstan(['sandbox', '--port', '0', '--data', data]);
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('is in use by another sandbox') });
    expect(await sandbox.stop()).toBe(0);
  });
});
