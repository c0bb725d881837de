import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/index.ts';
import { cameTo, fakeNorthflank, job, openJobs, type FakeNorthflank, type OpenedJobs } from '../testing.ts';

let upstream: FakeNorthflank;
let jobs: OpenedJobs;
const open = async (variables: Readonly<Record<string, string>>): Promise<void> =>
  void (jobs = await openJobs(upstream.url, variables));
beforeEach(async () => void (upstream = await fakeNorthflank()));
afterEach(async () => {
  await jobs.close();
  await upstream.close();
});

const run = async (operation: Operation, inputs: object): Promise<string> => cameTo(await operation.run({ ...inputs }));
const newJob = (plan: string, settings: object) => ({
  projectId: 'acme',
  body: { name: 'Report', billing: { deploymentPlan: plan }, settings: { backoffLimit: 0, ...settings } },
});

describe('the spend guard', () => {
  it('lets jobs have the plans that are allowed', async () => {
    await open({ NORTHFLANK_ALLOWED_PLANS: 'nf-compute-10, nf-compute-20' });
    upstream.answer = () => [200, { data: { id: 'report' } }];
    expect(await run(jobs.tool('create-job'), newJob('nf-compute-20', {}))).toBe('report');
    expect(await run(jobs.tool('create-job'), newJob('nf-compute-400', {}))).toBe('over-limit');
    expect(await run(jobs.rest('put-job'), newJob('nf-compute-400', {}))).toBe('over-limit');
    const dry = await jobs.tool('create-job').run({ ...newJob('nf-compute-400', {}), dry_run: true });
    expect(dry).toMatchObject({
      failure: { code: 'over-limit', fields: [{ allowed: ['nf-compute-10', 'nf-compute-20'] }] },
    });
  });

  it('holds runs to them, too, and to what their job has', async () => {
    await open({ NORTHFLANK_ALLOWED_PLANS: 'nf-compute-20' });
    const answerWith = (plan: string): void =>
      void (upstream.answer = () => [200, { data: { id: 'report', billing: { deploymentPlan: plan }, settings: {} } }]);
    answerWith('nf-compute-400');
    expect(await run(jobs.tool('run-job'), job)).toBe('over-limit');
    expect(await run(jobs.tool('run-job'), { ...job, body: { billing: { deploymentPlan: 'nf-compute-400' } } })).toBe(
      'over-limit',
    );
    answerWith('nf-compute-20');
    expect(await run(jobs.tool('run-job'), job)).toBe(upstream.started[0]);
  });

  it('asks every job for a deadline', async () => {
    await open({ NORTHFLANK_MAX_DEADLINE_SECONDS: '600' });
    upstream.answer = () => [200, { data: { id: 'report' } }];
    expect(await run(jobs.tool('create-job'), newJob('nf-compute-20', { activeDeadlineSeconds: 600 }))).toBe('report');
    expect(await run(jobs.tool('create-job'), newJob('nf-compute-20', { activeDeadlineSeconds: 601 }))).toBe(
      'over-limit',
    );
    const without = await jobs.tool('create-job').run(newJob('nf-compute-20', {}));
    expect(without).toMatchObject({
      failure: {
        code: 'over-limit',
        detail: expect.stringContaining('set its settings.activeDeadlineSeconds to no more'),
        fields: [{ field: 'body.settings.activeDeadlineSeconds', message: 'must be 600 or less' }],
      },
    });
    expect(await run(jobs.tool('run-job'), job)).toBe('over-limit');
  });

  it('lets so many runs go at once', async () => {
    await open({ NORTHFLANK_MAX_RUNS: '2' });
    const over = new Set<string>();
    upstream.answer = (_, path) => [200, { data: { id: 'r', concluded: over.has(path.split('/').at(-1) ?? '') } }];
    const came = await Promise.all([1, 2, 3].map(() => run(jobs.tool('run-job'), job)));
    expect(came.filter((id) => id === 'over-limit')).toHaveLength(1);
    expect(upstream.started).toHaveLength(2);
    expect(await jobs.tool('run-job').run({ ...job })).toMatchObject({
      failure: { code: 'over-limit', retry: 'safe' },
    });
    over.add(upstream.started[0] ?? '');
    expect(await run(jobs.tool('run-job'), job)).toBe(upstream.started[2]);
    expect(await run(jobs.tool('run-job'), job)).toBe('over-limit');
  });
});
