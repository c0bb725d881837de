import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeNorthflank, job, openJobs, type FakeNorthflank, type OpenedJobs } from '../testing.ts';

let upstream: FakeNorthflank;
let jobs: OpenedJobs;
beforeEach(async () => {
  upstream = await fakeNorthflank();
  jobs = await openJobs(upstream.url);
});
afterEach(async () => {
  await jobs.close();
  await upstream.close();
});

const failure = async (name: string, inputs: object): Promise<unknown> => {
  const outcome = await jobs.tool(name).run({ ...job, ...inputs });
  return outcome.kind === 'failure' ? outcome.failure : outcome;
};
const saying = (text: string): unknown => expect.stringContaining(text);

describe('a refusal of Northflank', () => {
  const refuse = (status: number, error: object): void =>
    void (upstream.answer = () => [status, { error: { status, ...error } }]);

  it('for want of a permission is not blamed on the token', async () => {
    refuse(401, { message: 'No permission', details: { requiredPermission: 'ps_jobs_deployment_view-observability' } });
    expect(await failure('get-run-logs', { runId: 'r' })).toMatchObject({
      status: 401,
      detail: saying('lacks a permission: Project > Jobs > Deployment > View observability'),
    });
  });

  it('of the token says which variable holds it', async () => {
    refuse(401, { message: 'Unauthorized' });
    expect(await failure('get-job', {})).toMatchObject({ detail: saying('NORTHFLANK_API_KEY') });
  });

  it('of fields names them, without what was received', async () => {
    refuse(400, {
      message: 'Request failed',
      id: 'nf-invalid-request-body',
      details: { 'billing.deploymentPlan': ['not found. Received "x"'] },
    });
    expect(await failure('update-job', { body: { billing: { deploymentPlan: 'nope' } } })).toMatchObject({
      fields: [{ field: 'body.billing.deploymentPlan', message: 'not found' }],
      retry: 'never',
    });
  });

  it('tells a path that is not there from a job that is not', async () => {
    refuse(404, { message: 'Not found. The requested route does not exist' });
    expect(await failure('get-job', {})).toMatchObject({ detail: saying('has no such path') });
    refuse(404, { message: 'Job not found' });
    expect(await failure('get-job', {})).toMatchObject({
      detail: saying('There is no job report in the project acme'),
    });
    expect(await failure('get-run', { runId: 'r1' })).toMatchObject({
      detail: saying('There is no run r1 of the job report'),
    });
  });

  it('after which the call may have happened all the same says so', async () => {
    refuse(502, { message: 'Bad gateway' });
    expect(await failure('resume-job', {})).toMatchObject({ retry: 'check-first' });
    expect(await failure('get-job', {})).toMatchObject({ retry: 'safe' });
  });

  it('reaches a REST caller as it is', async () => {
    refuse(409, { message: 'There is already a job with the same derived identifier' });
    expect(await jobs.rest('pause-job').run(job)).toMatchObject({ kind: 'refused', answer: { status: 409 } });
  });
});

describe('a common mistake is told with what was meant, and nothing is sent', () => {
  const billing = { deploymentPlan: 'nf-compute-20' };
  it.each<[string, object, string, string]>([
    [
      'create-job',
      { settings: { backoffLimit: 0, concurrencyPolicy: 'Forbid' } },
      'body.settings.concurrencyPolicy',
      'body.settings.cron.concurrencyPolicy',
    ],
    ['create-job', { schedule: '@daily' }, 'body.schedule', 'body.settings.cron.schedule'],
    [
      'create-job',
      { settings: { backoffLimit: 0, cron: { schedule: '@daily', concurrencyPolicy: 'Forbid' } } },
      'body.settings.cron.concurrencyPolicy',
      'did you mean forbid?',
    ],
    ['create-job', { settings: { activeDeadlineSeconds: 60 } }, 'body.settings.backoffLimit', 'is missing'],
    [
      'create-job',
      { deployment: { external: { imagePath: 'ghcr.io/acme/report' } } },
      'body.deployment.external.imagePath',
      'no tag',
    ],
    ['run-job', { overrides: { runtimeEnvironment: {} } }, 'body.overrides', 'body.runtimeEnvironment'],
    ['run-job', { deployment: { cmdOverride: 'ls' } }, 'body.deployment.cmdOverride', 'customCommand'],
  ])('%s %j', async (name, body, field, meant) => {
    const whole = name === 'create-job' ? { name: 'Report', billing, ...body } : body;
    const inputs = name === 'create-job' ? { projectId: 'acme', body: whole } : { ...job, body: whole };
    const outcome = await jobs.tool(name).run(inputs);
    expect(outcome).toMatchObject({ failure: { code: 'invalid-body', fields: [{ field, message: saying(meant) }] } });
    expect(upstream.started).toEqual([]);
  });

  it('and what is right passes', async () => {
    upstream.answer = () => [200, { data: { id: 'report' } }];
    const image = { external: { imagePath: 'ghcr.io/acme/report@sha256:0a' } };
    const settings = { backoffLimit: 0, cron: { schedule: '@daily', concurrencyPolicy: 'forbid' } };
    const outcome = await jobs
      .tool('create-job')
      .run({ projectId: 'acme', body: { name: 'Report', billing, deployment: image, settings } });
    expect(outcome.kind).toBe('value');
  });
});
