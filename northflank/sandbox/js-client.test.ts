import { ApiClient, ApiClientInMemoryContextProvider } from '@northflank/js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from './start-sandbox.ts';
import { image, smallestJob } from './testing.ts';

let sandbox: Sandbox;
let api: ApiClient;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: 100 });
  api = client('nf-sandbox');
});
afterAll(() => sandbox.close());

function client(token: string): ApiClient {
  const contexts = new ApiClientInMemoryContextProvider();
  contexts.addContext({ name: 'sandbox', token, host: sandbox.url });
  return new ApiClient(contexts);
}

const project = { projectId: 'default-project' };
const job = (jobId: string) => ({ ...project, jobId });

describe("Northflank's own client", () => {
  it('lists projects and jobs, page by page and all at once', async () => {
    expect((await api.list.projects({})).data.projects).toMatchObject([{ id: 'default-project' }]);
    expect((await api.list.projects({ parameters: { teamId: 'acme' } })).data.projects).toHaveLength(1);
    expect((await api.get.project({ parameters: project })).data.name).toBe('Default Project');
    const page = await api.list.jobs({ parameters: project, options: { per_page: 1 } });
    expect(page.data.jobs).toMatchObject([{ id: 'database-migration' }]);
    const next = await page.pagination?.getNextPage?.();
    expect(next?.data.jobs).toMatchObject([{ id: 'nightly-report' }]);
    const all = await api.list.jobs.all({ parameters: project, options: { per_page: 1 } });
    expect(all.data.jobs.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['database-migration', 'nightly-report', 'legacy-import']),
    );
  });

  it('creates, reads and deletes jobs of every form', async () => {
    const combined = await api.create.job({
      parameters: project,
      data: {
        ...smallestJob,
        name: 'From the client',
        settings: { backoffLimit: 0, cron: { schedule: '@daily', concurrencyPolicy: 'allow' } },
      },
    });
    expect(combined.error).toBeUndefined();
    expect(combined.data).toMatchObject({ id: 'from-the-client', jobType: 'cron' });
    const manual = await api.create.job.manual({
      parameters: project,
      data: { ...smallestJob, name: 'Manual one', backoffLimit: 1 },
    });
    expect(manual.data).toMatchObject({ id: 'manual-one', jobType: 'manual' });
    const cron = await api.create.job.cron({
      parameters: { ...project, teamId: 'acme' },
      data: { ...smallestJob, name: 'Cron one', backoffLimit: 1, schedule: '0 3 * * 1', concurrencyPolicy: 'forbid' },
    });
    expect(cron.data).toMatchObject({ id: 'cron-one', jobType: 'cron' });
    const read = await api.get.job({ parameters: job('cron-one') });
    expect(read.data.settings.cron).toEqual({ schedule: '0 3 * * 1', concurrencyPolicy: 'Forbid' });
    expect((await api.delete.job({ parameters: job('cron-one') })).error).toBeUndefined();
    const gone = await api.get.job({ parameters: job('cron-one') });
    expect(gone.error).toMatchObject({ status: 404, message: 'Job not found' });
  });

  it('starts a run without a body and follows it to its end', async () => {
    // @ts-expect-error -- its types ask for `data`, its documentation and JavaScript do without
    const started = await api.start.job.run({ parameters: job('nightly-report') });
    const parameters = { ...job('nightly-report'), runId: started.data.id };
    const listed = await api.get.job.runs({ parameters: job('nightly-report'), options: { per_page: 1 } });
    expect(listed.data.runs).toMatchObject([{ id: started.data.id, runName: started.data.runName }]);
    await expect
      .poll(async () => (await api.get.job.run({ parameters })).data.status, { interval: 10, timeout: 5000 })
      .toBe('SUCCESS');
    expect(
      (await api.get.job.runs.all({ parameters: job('nightly-report'), options: { per_page: 1 } })).data.runs,
    ).toHaveLength(3);
  });

  it('aborts a run', async () => {
    await api.create.job({
      parameters: project,
      data: {
        ...smallestJob,
        name: 'Long one',
        deployment: image,
        runtimeEnvironment: { SANDBOX_OUTCOME: 'failure' },
        settings: { backoffLimit: 100, activeDeadlineSeconds: 3600 },
      },
    });
    const started = await api.start.job.run({ parameters: { ...job('long-one'), teamId: 'acme' }, data: {} });
    const parameters = { ...job('long-one'), runId: started.data.id };
    const running = await api.get.job.run({ parameters });
    expect(running.data.status).toBe('RUNNING');
    expect((await api.abort.job.run({ parameters })).error).toBeUndefined();
    expect((await api.get.job.run({ parameters })).data).toMatchObject({ status: 'FAILED', concluded: true });
  });

  it('tells what went wrong', async () => {
    const invalid = await api.create.job({ parameters: project, data: { ...smallestJob, name: 'x' } });
    expect(invalid.error).toMatchObject({
      status: 400,
      id: 'nf-invalid-request-body',
      details: { name: ['must have from 3 to 52 characters. Received "x"'] },
    });
    const missing = await api.list.jobs({ parameters: { projectId: 'nope' } });
    expect(missing.error).toMatchObject({ status: 404, message: 'Project not found' });
    const stranger = client('wrong');
    const refused = await stranger.list.jobs({ parameters: project });
    expect(refused.error).toMatchObject({ status: 401, message: 'Unauthorized' });
    expect(refused.rawResponse.headers.get('x-ratelimit-remaining')).toMatch(/^\d+$/);
  });
});
