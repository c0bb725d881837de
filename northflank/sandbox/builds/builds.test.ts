import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

let sandbox: Client;
beforeAll(async () => (sandbox = await openSandbox({ rateLimit: 0 })));
afterAll(() => sandbox.close());

const repository = { projectUrl: 'https://github.com/acme/report', projectType: 'github', projectBranch: 'main' };

interface BuildView {
  readonly id: string;
  readonly status: string;
  readonly sha: string;
}

async function make(name: string, more: object = {}): Promise<string> {
  const job = { ...smallestJob, name, deployment: { vcs: repository }, ...more };
  const { id } = (await sandbox.data('POST', jobs, job)) as { readonly id: string };
  return `${jobs}/${id}`;
}

async function builds(job: string): Promise<readonly BuildView[]> {
  return ((await sandbox.data('GET', `${job}/build`)) as { readonly builds: readonly BuildView[] }).builds;
}

describe('builds', () => {
  it('begin with a job from a repository, unless its CI is off', async () => {
    expect(await builds(await make('Built'))).toHaveLength(1);
    expect(await builds(await make('Not built', { disabledCI: true }))).toEqual([]);
  });

  it('go through their states and end in an image', async () => {
    const job = await make('Goes on', { disabledCI: true });
    const { id } = (await sandbox.data('POST', `${job}/build`)) as BuildView;
    expect(id).toMatch(/^[a-z]+-[a-z]+-\d{4}$/);
    const seen = new Set<string>();
    for (let count = 0; count < 25; count += 1) {
      seen.add(((await sandbox.data('GET', `${job}/build/${id}`)) as BuildView).status);
      await sandbox.advance(1);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['QUEUED', 'CLONING', 'BUILDING', 'UPLOADING', 'SUCCESS']));
    expect(await sandbox.data('GET', `${job}/build/${id}`)).toMatchObject({
      concluded: true,
      success: true,
      branch: 'main',
      message: 'Image successfully built',
      buildConcludedAt: expect.any(Number),
    });
    const log = (await sandbox.data('GET', `${job}/build-logs?buildId=${id}`)) as readonly { readonly log: string }[];
    expect(log.at(-1)?.log).toBe('Image successfully built');
    expect(await sandbox.data('GET', `${job}/build-metrics?buildId=${id}&queryType=range&duration=60`)).toMatchObject({
      cpu: { values: [{ metadata: { containerId: id } }] },
    });
  });

  it('fail when their arguments say so, those of the one build before those of the job', async () => {
    const job = await make('Fails to build', { buildArguments: { SANDBOX_OUTCOME: 'failure' }, disabledCI: true });
    const failing = (await sandbox.data('POST', `${job}/build`)) as BuildView;
    const buildArguments = { SANDBOX_OUTCOME: 'success', SANDBOX_DURATION: '1' };
    const mended = (await sandbox.data('POST', `${job}/build`, { overrides: { buildArguments } })) as BuildView;
    await sandbox.advance(30);
    expect(await builds(job)).toMatchObject([
      { id: mended.id, status: 'SUCCESS' },
      { id: failing.id, status: 'FAILURE', success: false },
    ]);
  });

  it('can be of one commit, and be aborted while they go on', async () => {
    const job = await make('To abort', { disabledCI: true });
    const sha = 'f8aca180e989be62cba71db629d2ede05f2d10c4';
    const build = (await sandbox.data('POST', `${job}/build`, { sha })) as BuildView;
    expect(build.sha).toBe(sha);
    expect(await sandbox.data('DELETE', `${job}/build/${build.id}`)).toEqual({});
    expect(await sandbox.data('GET', `${job}/build/${build.id}`)).toMatchObject({ status: 'ABORTED', success: false });
    expect(await sandbox.send('DELETE', `${job}/build/${build.id}`)).toMatchObject({
      status: 409,
      body: { error: { message: 'The build has already concluded' } },
    });
  });

  it('are of the branch that the source is changed to', async () => {
    const job = await make('Another branch', { disabledCI: true });
    await sandbox.data('POST', `${job}/build-source`, { projectBranch: 'next' });
    expect(await sandbox.data('POST', `${job}/build`)).toMatchObject({ branch: 'next' });
    expect(await sandbox.data('GET', `${job}/branches`)).toMatchObject({
      branches: [{ name: 'next' }, { name: 'main' }, {}],
    });
    expect(await sandbox.data('GET', `${job}/pull-requests`)).toMatchObject({
      pullRequests: [{ destination: 'next' }],
    });
  });

  it('are for jobs from a repository alone', async () => {
    const job = `${jobs}/nightly-report`;
    for (const action of ['build', 'build-source', 'build-options']) {
      expect(await sandbox.send('POST', `${job}/${action}`, { body: {} })).toMatchObject({
        status: 409,
        body: { error: { message: 'The job is not built from a repository' } },
      });
    }
    expect(await sandbox.data('GET', `${job}/branches`)).toEqual({ branches: [] });
    expect(await sandbox.send('GET', `${job}/build/nope-nope-1`)).toMatchObject({
      status: 404,
      body: { error: { message: 'Build not found' } },
    });
  });
});
