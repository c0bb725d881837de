import { afterEach, beforeEach, expect, it } from 'vitest';
import { cameTo, fakeNorthflank, openJobs, type FakeNorthflank, type OpenedJobs } from '../testing.ts';

let upstream: FakeNorthflank;
let jobs: OpenedJobs;

beforeEach(async () => {
  upstream = await fakeNorthflank();
  holdJobs();
  jobs = await openJobs(upstream.url);
});
afterEach(async () => {
  await jobs.close();
  await upstream.close();
});

/** What becomes of the next requests to create a job, in this order; all others create one. What is lost is answered with 500. */
const fates: ('created' | 'created and lost' | 'lost')[] = [];

/** Answers as if there were no job at first. */
const holdJobs = (): void => {
  const created = new Map<string, object>();
  upstream.answer = (method, path) => {
    if (method === 'GET') {
      const found = created.get(path);
      return found && [200, { data: found }];
    }
    const fate = fates.shift() ?? 'created';
    const data = { id: 'report', createdAt: new Date().toISOString() };
    if (fate !== 'lost') created.set(`${path}/report`, data);
    return fate === 'created' ? [200, { data }] : [500, { error: { status: 500, message: 'Oh' } }];
  };
};

const create = async (key: string, description: string): Promise<string> =>
  cameTo(
    await jobs.tool('create-job').run({
      projectId: 'acme',
      body: { name: 'Report', description, billing: { deploymentPlan: 'nf-compute-20' } },
      idempotency_key: key,
    }),
  );

it('finds a job by its name when the answer is lost', async () => {
  fates.push('created and lost');
  expect(await create('one', 'by day')).toBe('report');
});

it('takes no job for it that another start created meanwhile', async () => {
  fates.push('lost');
  expect(await Promise.all([create('one', 'by day'), create('two', 'by night')])).toEqual(['not-done', 'report']);
});

it('takes no job for it that another start created before', async () => {
  fates.push('created', 'lost');
  expect(await create('one', 'by day')).toBe('report');
  expect(await create('two', 'by night')).toBe('not-done');
});
