import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image, jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

let sandbox: Client;
beforeAll(
  async () => (sandbox = await openSandbox({ projects: ['default-project', 'second'], acceptSingularRun: true })),
);
afterAll(() => sandbox.close());

const cluster = { id: 'nf-europe-west', name: 'nf-europe-west', namespace: 'ns-second', loadBalancers: [] };
const second = '/v1/projects/second/jobs';

describe('projects', () => {
  it('knows who has a good token', async () => {
    expect(await sandbox.data('GET', '/v1/login')).toEqual({});
  });

  it.each(['/v1', '/v1/teams/acme'])('lists them under %s', async (prefix) => {
    expect((await sandbox.send('GET', `${prefix}/projects`)).body).toEqual({
      data: {
        projects: [
          { id: 'default-project', name: 'Default Project' },
          { id: 'second', name: 'Second' },
        ],
      },
      pagination: { hasNextPage: false, count: 2 },
    });
  });

  it('shows one with its jobs', async () => {
    expect(await sandbox.data('GET', '/v1/projects/default-project')).toMatchObject({
      id: 'default-project',
      jobs: [
        { id: 'database-migration', jobType: 'manual' },
        { id: 'nightly-report', jobType: 'cron' },
        { id: 'legacy-import', jobType: 'manual' },
      ],
    });
  });
});

describe('jobs', () => {
  it('lists those a project begins with', async () => {
    expect((await sandbox.send('GET', jobs)).body).toMatchObject({
      data: {
        jobs: [
          { id: 'database-migration', jobType: 'manual' },
          { id: 'nightly-report', jobType: 'cron', suspended: false },
          { id: 'legacy-import', jobType: 'manual' },
        ],
      },
      pagination: { hasNextPage: false, count: 3 },
    });
  });

  it('answers creation with the request and what was added, its id made from the name', async () => {
    const request = {
      ...smallestJob,
      name: 'First Job-2',
      deployment: { ...image, docker: { configType: 'default' } },
      runtimeEnvironment: { KEY: 'value' },
      settings: { backoffLimit: 3, cron: { schedule: '@daily', suspended: true, concurrencyPolicy: 'replace' } },
    };
    const created = await sandbox.data('POST', second, request);
    expect(created).toEqual({
      ...request,
      id: 'first-job-2',
      appId: '/sandbox/second/first-job-2',
      jobType: 'cron',
      deployment: { ...request.deployment, imageUrl: 'alpine:3.22' },
      status: {},
      cluster,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: expect.any(String),
    });
    expect(await sandbox.data('GET', `${second}/first-job-2`)).toEqual({
      id: 'first-job-2',
      projectId: 'second',
      appId: '/sandbox/second/first-job-2',
      name: 'First Job-2',
      tags: [],
      jobType: 'cron',
      disabledCI: false,
      disabledCD: false,
      suspended: true,
      createdAt: (created as { readonly createdAt: string }).createdAt,
      deployment: { region: 'europe-west', docker: { configType: 'default' } },
      billing: smallestJob.billing,
      settings: {
        backoffLimit: 3,
        activeDeadlineSeconds: 600,
        cron: { schedule: '@daily', concurrencyPolicy: 'Replace' },
      },
      cluster,
    });
  });

  it.each<[string, string, Readonly<Record<string, unknown>>, string]>([
    ['', 'Plain', {}, 'manual'],
    ['', 'Without cron', { settings: { backoffLimit: 0 } }, 'manual'],
    ['', 'With cron', { settings: { backoffLimit: 0, cron: { schedule: '@daily' } } }, 'cron'],
    ['/manual', 'Older manual', { backoffLimit: 1 }, 'manual'],
    ['/cron', 'Older cron', { backoffLimit: 1, schedule: '0 3 * * *', concurrencyPolicy: 'forbid' }, 'cron'],
  ])('created with POST /jobs%s, %s is of the right type', async (form, name, more, jobType) => {
    expect(await sandbox.data('POST', second + form, { ...smallestJob, name, ...more })).toMatchObject({ jobType });
  });

  it('are in their own project alone', async () => {
    await sandbox.data('POST', second, { ...smallestJob, name: 'Only here' });
    expect(await sandbox.send('GET', `${jobs}/only-here`)).toMatchObject({ status: 404 });
  });

  it('may not have the id of another', async () => {
    await sandbox.data('POST', second, { ...smallestJob, name: 'Taken name' });
    expect(await sandbox.send('POST', second, { body: { ...smallestJob, name: 'taken-NAME' } })).toMatchObject({
      status: 409,
      body: { error: { status: 409, message: 'There is already a job with the same derived identifier' } },
    });
  });

  it('are gone when they are deleted, also by way of a team, and their name is free again', async () => {
    await sandbox.data('POST', second, { ...smallestJob, name: 'Short lived' });
    expect(await sandbox.data('DELETE', '/v1/teams/acme/projects/second/jobs/short-lived')).toEqual({});
    expect(await sandbox.send('GET', `${second}/short-lived`)).toMatchObject({ status: 404 });
    expect(await sandbox.send('DELETE', `${second}/short-lived`)).toMatchObject({ status: 404 });
    expect(await sandbox.data('POST', second, { ...smallestJob, name: 'Short lived' })).toMatchObject({
      id: 'short-lived',
    });
  });

  it('are answered to HEAD without a body', async () => {
    const { status, text, headers } = await sandbox.send('HEAD', jobs);
    expect([status, text, Number(headers.get('content-length')) > 100]).toEqual([200, '', true]);
  });

  it('come in pages of which the last has no cursor', async () => {
    const seen: string[] = [];
    let query = '?per_page=2';
    for (let page = 1; page <= 2; page += 1) {
      const { body } = await sandbox.send('GET', jobs + query);
      const { data, pagination } = body as Page;
      seen.push(...data.jobs.map(({ id }) => id));
      if (page === 2) {
        expect(pagination).toEqual({ hasNextPage: false, count: 1 });
        break;
      }
      expect(pagination).toEqual({ hasNextPage: true, count: 2, cursor: expect.stringMatching(/^[0-9a-f]{24}$/) });
      query = `?per_page=2&cursor=${pagination.cursor}`;
    }
    expect(seen).toEqual(['database-migration', 'nightly-report', 'legacy-import']);
    expect((await sandbox.send('GET', `${jobs}?per_page=2&page=2`)).body).toMatchObject({
      data: { jobs: [{ id: 'legacy-import' }] },
      pagination: { count: 1 },
    });
    expect((await sandbox.send('GET', `${jobs}?page=9`)).body).toEqual({
      data: { jobs: [] },
      pagination: { hasNextPage: false, count: 0 },
    });
  });
});

interface Page {
  readonly data: { readonly jobs: readonly { readonly id: string }[] };
  readonly pagination: { readonly cursor?: string };
}
