import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunView } from './run-view.ts';
import { image, jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

let real: Client;
let fast: Client;
beforeAll(async () => {
  real = await openSandbox({ acceptSingularRun: true });
  fast = await openSandbox({ speed: 200, rateLimit: 0 });
});
afterAll(() => Promise.all([real.close(), fast.close()]));

async function start(sandbox: Client, job: string, body?: unknown): Promise<RunView> {
  return (await sandbox.data('POST', `${jobs}/${job}/runs`, body)) as RunView;
}

async function read(sandbox: Client, job: string, id: string): Promise<RunView> {
  return (await sandbox.data('GET', `${jobs}/${job}/runs/${id}`)) as RunView;
}

/** Reads a run again and again until it is over. */
async function conclude(sandbox: Client, job: string, id: string): Promise<RunView> {
  for (;;) {
    const run = await read(sandbox, job, id);
    if (run.concluded) return run;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function seconds({ startedAt, concludedAt = '' }: RunView): number {
  return (Date.parse(concludedAt) - Date.parse(startedAt)) / 1000;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

describe('runs', () => {
  it.each([undefined, '', {}, { runtimeEnvironment: { DAY: 'today' } }])('start with the body %j', async (body) => {
    expect(await start(real, 'nightly-report', body)).toEqual({
      id: expect.stringMatching(uuid),
      runName: expect.stringMatching(/^nightly-report-[0-9a-f]{24}$/),
    });
  });

  it('are RUNNING at first', async () => {
    const { id, runName } = await start(real, 'database-migration');
    expect(await read(real, 'database-migration', id)).toEqual({
      id,
      runName,
      status: 'RUNNING',
      active: 1,
      succeeded: 0,
      failed: 0,
      concluded: false,
      completions: 0,
      backoffLimit: 0,
      startedAt: expect.stringMatching(time),
    });
  });

  it('end in SUCCESS after a few seconds', async () => {
    const { id, runName } = await start(fast, 'nightly-report');
    const run = await conclude(fast, 'nightly-report', id);
    expect(run).toEqual({
      id,
      runName,
      status: 'SUCCESS',
      active: 0,
      succeeded: 1,
      failed: 0,
      concluded: true,
      completions: 1,
      backoffLimit: 2,
      startedAt: expect.stringMatching(time),
      concludedAt: expect.stringMatching(time),
    });
    expect(seconds(run)).toBeGreaterThanOrEqual(1);
    expect(seconds(run)).toBeLessThanOrEqual(6);
  });

  it('of a job that fails are tried again, then FAILED', async () => {
    const { id } = await start(fast, 'legacy-import');
    const run = await conclude(fast, 'legacy-import', id);
    expect(run).toMatchObject({
      status: 'FAILED',
      failed: 1,
      succeeded: 0,
      active: 0,
      completions: 2,
      backoffLimit: 1,
    });
    expect(seconds(run)).toBeGreaterThanOrEqual(3);
  });

  it("fail or succeed as the variable says, a run's before its job's", async () => {
    const failing = await start(fast, 'nightly-report', { runtimeEnvironment: { SANDBOX_OUTCOME: 'failure' } });
    const mended = await start(fast, 'legacy-import', { runtimeEnvironment: { SANDBOX_OUTCOME: 'success' } });
    expect(await conclude(fast, 'nightly-report', failing.id)).toMatchObject({ status: 'FAILED', completions: 3 });
    expect(await conclude(fast, 'legacy-import', mended.id)).toMatchObject({ status: 'SUCCESS', completions: 1 });
  });

  it('take no longer than their deadline, whatever tries are left', async () => {
    await fast.data('POST', jobs, {
      ...smallestJob,
      name: 'In a hurry',
      deployment: image,
      settings: { backoffLimit: 1_000_000_000, activeDeadlineSeconds: 20 },
    });
    const { id } = await start(fast, 'in-a-hurry', { runtimeEnvironment: { SANDBOX_OUTCOME: 'failure' } });
    const run = await conclude(fast, 'in-a-hurry', id);
    expect(run.status).toBe('FAILED');
    expect(seconds(run)).toBe(20);
    expect(run.completions).toBeGreaterThanOrEqual(4);
    expect(run.completions).toBeLessThanOrEqual(10);
  });

  it('end when they are aborted, once', async () => {
    const { id } = await start(real, 'database-migration');
    const path = `${jobs}/database-migration/runs/${id}`;
    expect(await real.data('DELETE', path)).toEqual({});
    expect(await read(real, 'database-migration', id)).toMatchObject({
      status: 'FAILED',
      active: 0,
      failed: 1,
      concluded: true,
      completions: 0,
      concludedAt: expect.stringMatching(time),
    });
    expect(await real.send('DELETE', path)).toMatchObject({
      status: 409,
      body: { error: { status: 409, message: 'The job run has already concluded' } },
    });
  });

  it('need something to execute', async () => {
    await real.data('POST', jobs, { ...smallestJob, name: 'Empty', deployment: {} });
    expect(await real.send('POST', `${jobs}/empty/runs`, { body: {} })).toMatchObject({
      status: 409,
      body: { error: { status: 409, message: 'No deployment configured' } },
    });
  });

  it('are listed newest first, page by page', async () => {
    const first = await start(real, 'legacy-import');
    const second = await start(real, 'legacy-import');
    const newest = (await real.send('GET', `${jobs}/legacy-import/runs?per_page=2`)).body as Page;
    expect(newest.data.runs.map(({ id }) => id)).toEqual([second.id, first.id]);
    const { pagination, data } = (
      await real.send('GET', `${jobs}/legacy-import/runs?per_page=2&cursor=${newest.pagination.cursor}`)
    ).body as Page;
    expect(pagination).toEqual({ hasNextPage: false, count: 2 });
    expect(data.runs).toMatchObject([
      { status: 'FAILED', concluded: true },
      { status: 'FAILED', concluded: true },
    ]);
  });

  it('of the days before are there from the start', async () => {
    const { runs } = (await fast.data('GET', `${jobs}/database-migration/runs`)) as Page['data'];
    expect(runs).toMatchObject([{ status: 'SUCCESS' }, { status: 'SUCCESS' }]);
    expect(runs.every(({ startedAt }) => Date.parse(startedAt) < Date.now())).toBe(true);
  });

  it.each(['/v1', '/v1/teams/acme'])('can be started at /run under %s, which is deprecated', async (prefix) => {
    const path = `${prefix}/projects/default-project/jobs/nightly-report/run`;
    const { status, headers, body } = await real.send('POST', path, { body: {} });
    expect([status, headers.get('deprecation'), headers.get('link')]).toEqual([
      200,
      'true',
      '<runs>; rel="successor-version"',
    ]);
    const { id } = (body as { readonly data: RunView }).data;
    expect(await read(real, 'nightly-report', id)).toMatchObject({ status: 'RUNNING' });
    expect(await real.send('POST', path, { body: { nope: 1 } })).toMatchObject({ status: 400 });
    expect((await real.send('POST', `${path}s`, { body: {} })).headers.get('deprecation')).toBeNull();
  });
});

interface Page {
  readonly data: { readonly runs: readonly RunView[] };
  readonly pagination: { readonly cursor?: string };
}
