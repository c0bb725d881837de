import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image, jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

let sandbox: Client;
beforeAll(async () => (sandbox = await openSandbox({ rateLimit: 0 })));
afterAll(() => sandbox.close());

/** Makes a job of its own for a test. */
async function make(name: string, more: object = {}): Promise<string> {
  const { id } = (await sandbox.data('POST', jobs, { ...smallestJob, name, deployment: image, ...more })) as {
    readonly id: string;
  };
  return `${jobs}/${id}`;
}

const nightly = { settings: { backoffLimit: 1, cron: { schedule: '0 3 * * *', concurrencyPolicy: 'forbid' } } };

describe('PUT', () => {
  it('creates a job, and replaces it whole the second time, while its runs stay', async () => {
    const created = await sandbox.data('PUT', jobs, {
      ...smallestJob,
      name: 'Put it',
      deployment: image,
      tags: ['old'],
    });
    expect(created).toMatchObject({ id: 'put-it', jobType: 'manual', tags: ['old'] });
    await sandbox.data('POST', `${jobs}/put-it/runs`);
    const replaced = await sandbox.data('PUT', jobs, { ...smallestJob, name: 'Put IT', ...nightly });
    expect(replaced).toMatchObject({ id: 'put-it', name: 'Put IT', jobType: 'cron' });
    expect(replaced).not.toHaveProperty('tags');
    expect(await sandbox.data('GET', `${jobs}/put-it/runs`)).toMatchObject({ runs: [{ status: 'RUNNING' }] });
    expect((replaced as { createdAt: string }).createdAt).toBe((created as { createdAt: string }).createdAt);
  });

  it('has the older forms too, and answers in them', async () => {
    const body = {
      ...smallestJob,
      name: 'Put older',
      backoffLimit: 2,
      schedule: '@daily',
      concurrencyPolicy: 'replace',
    };
    expect(await sandbox.data('PUT', `${jobs}/cron`, body)).toMatchObject({ ...body, jobType: 'cron' });
    const manual = { ...smallestJob, name: 'Put older', backoffLimit: 4 };
    expect(await sandbox.data('PUT', `${jobs}/manual`, manual)).toMatchObject({ ...manual, jobType: 'manual' });
  });
});

describe('PATCH', () => {
  it('changes what it names and leaves the rest', async () => {
    const job = await make('Patch me', { ...nightly, runtimeEnvironment: { A: '1', B: '2' }, description: 'Before' });
    const patched = await sandbox.data('PATCH', job, {
      settings: { cron: { schedule: '0 4 * * *' } },
      runtimeEnvironment: { B: '3' },
      billing: { buildPlan: 'nf-compute-400-16' },
    });
    expect(patched).toMatchObject({
      description: 'Before',
      billing: { deploymentPlan: 'nf-compute-20', buildPlan: 'nf-compute-400-16' },
      settings: { backoffLimit: 1, cron: { schedule: '0 4 * * *', concurrencyPolicy: 'forbid' } },
    });
    expect((patched as { runtimeEnvironment: unknown }).runtimeEnvironment).toEqual({ B: '3' });
  });

  it('makes a cron job of a manual one that is given a schedule', async () => {
    const job = await make('Becomes cron');
    await sandbox.data('PATCH', job, { settings: { cron: { schedule: '@daily' } } });
    expect(await sandbox.data('GET', job)).toMatchObject({
      jobType: 'cron',
      settings: { cron: { schedule: '@daily' } },
    });
  });

  it('takes out what it sets to null', async () => {
    const job = await make('Staged', { stageId: 'stage-one' });
    expect(await sandbox.data('PATCH', job, { description: 'Still staged' })).toHaveProperty('stageId', 'stage-one');
    expect(await sandbox.data('PATCH', job, { stageId: null })).not.toHaveProperty('stageId');
  });

  it('takes a deadline back with null', async () => {
    const job = await make('Deadline', { settings: { backoffLimit: 0, activeDeadlineSeconds: 30 } });
    await sandbox.data('PATCH', job, { settings: { activeDeadlineSeconds: null } });
    expect(await sandbox.data('GET', job)).toMatchObject({ settings: { activeDeadlineSeconds: 600 } });
  });

  it.each([
    ['/cron', 'of-patches', 'Setting can only be modified for cron jobs.'],
    ['/manual', 'nightly-report', 'The job is not a manual job.'],
  ])('at /jobs%s/%s is refused', async (form, id, message) => {
    if (form === '/cron') await make('Of patches');
    const received = await sandbox.send('PATCH', `${jobs}${form}/${id}`, { body: { description: 'x' } });
    expect(received).toMatchObject({ status: 409, body: { error: { status: 409, message } } });
  });

  it('does not know name and deployment', async () => {
    const received = await sandbox.send('PATCH', await make('Names'), { body: { name: 'Other', deployment: {} } });
    expect(received).toMatchObject({ status: 400, body: { error: { details: { name: [expect.any(String)] } } } });
  });
});

describe('a pause', () => {
  it('turns builds, deployments and schedule off, and a resume turns on what was on', async () => {
    const job = await make('Paused', { ...nightly, disabledCI: false });
    expect(await sandbox.data('POST', `${job}/pause`)).toEqual({});
    const off = { disabledCI: true, disabledCD: true, suspended: true };
    expect(await sandbox.data('GET', job)).toMatchObject(off);
    await sandbox.data('POST', `${job}/pause`);
    expect(await sandbox.data('POST', `${job}/resume`, { disabledCD: true })).toEqual({});
    expect(await sandbox.data('GET', job)).toMatchObject({ disabledCI: false, disabledCD: true, suspended: false });
    expect(await sandbox.send('POST', `${job}/resume`)).toMatchObject({
      status: 409,
      body: { error: { status: 409, message: 'The job could not be resumed as it is not paused.' } },
    });
  });

  it('lets runs be started by hand', async () => {
    const job = await make('Paused by hand');
    await sandbox.data('POST', `${job}/pause`);
    expect(await sandbox.send('POST', `${job}/runs`)).toMatchObject({ status: 200 });
  });
});

describe('the older routes', () => {
  it('suspend a cron job and no other', async () => {
    const job = await make('To suspend', nightly);
    expect(await sandbox.data('POST', `${job}/suspend`, { suspended: true })).toEqual({});
    expect(await sandbox.data('GET', job)).toMatchObject({ suspended: true });
    const manual = await make('Not to suspend');
    expect(await sandbox.send('POST', `${manual}/suspend`, { body: { suspended: true } })).toMatchObject({
      status: 409,
      body: { error: { message: 'Setting can only be modified for cron jobs.' } },
    });
  });

  it('set limits and schedule', async () => {
    const job = await make('To set', nightly);
    await sandbox.data('POST', `${job}/settings`, { backoffLimit: 5, schedule: '@hourly', activeDeadlineSeconds: 9 });
    expect(await sandbox.data('GET', job)).toMatchObject({
      settings: {
        backoffLimit: 5,
        activeDeadlineSeconds: 9,
        cron: { schedule: '@hourly', concurrencyPolicy: 'Forbid' },
      },
    });
    const manual = await make('Not to set');
    await sandbox.data('POST', `${manual}/settings`, { backoffLimit: 2 });
    expect(await sandbox.data('GET', manual)).toMatchObject({ jobType: 'manual', settings: { backoffLimit: 2 } });
    expect(await sandbox.send('POST', `${manual}/settings`, { body: { schedule: '@daily' } })).toMatchObject({
      status: 409,
    });
  });

  it('scale, and show and set deployment and health checks', async () => {
    const job = await make('Older ways');
    const storage = { ephemeralStorage: { storageSize: 2048 } };
    await sandbox.data('POST', `${job}/scale`, { deploymentPlan: 'nf-compute-50', storage });
    expect(await sandbox.data('GET', job)).toMatchObject({
      billing: { deploymentPlan: 'nf-compute-50' },
      deployment: { storage },
    });
    const docker = { configType: 'customCommand', customCommand: 'node x.js' };
    await sandbox.data('POST', `${job}/deployment`, {
      external: { imagePath: 'ghcr.io/acme/x:1', credentials: 'me' },
      docker,
    });
    expect(await sandbox.data('GET', `${job}/deployment`)).toEqual({
      region: 'europe-west',
      instances: 1,
      docker,
      storage,
      external: { imagePath: 'ghcr.io/acme/x:1', registryProvider: 'github', privateImage: true },
    });
    await sandbox.data('POST', `${job}/deployment`, { internal: { id: 'builder', branch: 'main' } });
    expect(await sandbox.data('GET', `${job}/deployment`)).toMatchObject({
      internal: { nfObjectId: 'builder' },
      docker,
    });
    expect(await sandbox.data('GET', `${job}/deployment`)).not.toHaveProperty('external');
    const probe = { protocol: 'HTTP', type: 'livenessProbe', path: '/', port: 80, initialDelaySeconds: 1 };
    const times = { periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 1 };
    await sandbox.data('POST', `${job}/health-checks`, { healthChecks: [{ ...probe, ...times }] });
    expect(await sandbox.data('GET', `${job}/health-checks`)).toMatchObject({
      healthChecks: [{ protocol: 'HTTP', httpPort: 80, tcpSocketPort: null, path: '/' }],
    });
  });
});

describe('secrets', () => {
  it('are shown as they are, set as a whole, and say where they come from', async () => {
    const job = await make('Secretive', { runtimeEnvironment: { A: '1' }, runtimeFiles: { '/x': { data: 'eA==' } } });
    const path = `${job}/runtime-environment`;
    expect(await sandbox.data('GET', path)).toEqual({
      runtimeEnvironment: { A: '1' },
      runtimeFiles: { '/x': { data: 'eA==' } },
    });
    expect(await sandbox.data('GET', `${path}?show=inherited`)).toEqual({ runtimeEnvironment: {}, runtimeFiles: {} });
    await sandbox.data('POST', path, { runtimeEnvironment: { B: '2' } });
    expect(await sandbox.data('GET', `${path}/details`)).toEqual({
      runtimeEnvironment: { B: { value: '2', overriding: [] } },
      runtimeFiles: { '/x': { value: { data: 'eA==' }, overriding: [] } },
    });
    await sandbox.data('POST', `${job}/build-arguments`, { buildArguments: { C: '3' } });
    expect(await sandbox.data('GET', `${job}/build-arguments?show=this`)).toEqual({
      buildArguments: { C: '3' },
      buildFiles: {},
    });
  });
});

describe('plans', () => {
  it('that do not exist are refused wherever one is named', async () => {
    const job = await make('Planned');
    const absent = { deploymentPlan: 'nf-compute-0' };
    const small = { ...smallestJob.billing, buildPlan: 'nf-compute-200' };
    const answers = [
      await sandbox.send('POST', jobs, { body: { ...smallestJob, name: 'No plan', billing: absent } }),
      await sandbox.send('PATCH', job, { body: { billing: absent } }),
      await sandbox.send('POST', `${job}/scale`, { body: absent }),
      await sandbox.send('POST', `${job}/runs`, { body: { billing: absent } }),
      await sandbox.send('POST', jobs, { body: { ...smallestJob, name: 'Small builds', billing: small } }),
    ];
    expect(answers.map(({ status, body }) => [status, (body as { error: { message: string } }).error.message])).toEqual(
      [...Array.from({ length: 4 }, () => [404, 'Deployment plan not found']), [404, 'Build plan not found']],
    );
  });
});
