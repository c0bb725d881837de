import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../start-sandbox.ts';
import { jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

let sandbox: Client;
beforeAll(async () => {
  const tokens = ['boss', 'cGFkZGVk=', 'eyes=read-only', 'hands=deployer', 'own=ps_jobs_general_create+read-only'];
  sandbox = await openSandbox({ tokens });
});
afterAll(() => sandbox.close());

const nightly = `${jobs}/nightly-report`;

describe('tokens with roles', () => {
  it.each<[string, string, string, unknown?]>([
    ['eyes', 'GET', jobs],
    ['eyes', 'GET', `${nightly}/logs`],
    ['eyes', 'GET', '/v1/projects'],
    // As the API has it: whoever may read jobs may start runs.
    ['eyes', 'POST', `${nightly}/runs`, {}],
    ['hands', 'PATCH', nightly, { description: 'Changed' }],
    ['hands', 'POST', `${nightly}/scale`, { deploymentPlan: 'nf-compute-20' }],
    ['own', 'POST', jobs, { ...smallestJob, name: 'Of my own' }],
    ['boss', 'GET', `${nightly}/runtime-environment`],
    ['cGFkZGVk=', 'GET', `${nightly}/runtime-environment`],
  ])('let %s do %s %s', async (token, method, path, body) => {
    expect(await sandbox.send(method, path, { token, body })).toMatchObject({ status: 200 });
  });

  it.each<[string, string, string, string, unknown?]>([
    ['eyes', 'POST', jobs, 'ps_jobs_general_create', smallestJob],
    ['eyes', 'DELETE', nightly, 'ps_jobs_general_delete'],
    ['eyes', 'DELETE', `${nightly}/runs/some`, 'ps_jobs_deployment_deploy-build'],
    ['eyes', 'POST', `${nightly}/pause`, 'ps_jobs_general_update'],
    ['hands', 'POST', jobs, 'ps_jobs_general_create', smallestJob],
    ['hands', 'GET', `${nightly}/runtime-environment`, 'ps_secrets_jobs_read'],
    ['own', 'DELETE', nightly, 'ps_jobs_general_delete'],
    // What is asked for is not looked at before the permission.
    ['eyes', 'DELETE', `${jobs}/nope`, 'ps_jobs_general_delete'],
  ])('refuse %s %s %s with 401, naming %s', async (token, method, path, requiredPermission, body) => {
    const received = await sandbox.send(method, path, { token, body });
    expect(received).toMatchObject({
      status: 401,
      body: { error: { status: 401, details: { requiredPermission } } },
    });
    expect(received.text).toContain('does not have permission');
  });

  it('say what is wrong before they look at the token', async () => {
    expect(await sandbox.send('POST', jobs, { token: 'eyes', body: {} })).toMatchObject({ status: 400 });
  });

  it.each(['/v1/plans', '/v1/regions'])('are not needed for %s', async (path) => {
    expect(await sandbox.send('GET', path, { token: '' })).toMatchObject({ status: 200 });
  });

  it('of a role that does not exist are refused at the start, with those that do', async () => {
    await expect(startSandbox({ tokens: ['x=owner'] })).rejects.toThrow(
      'There is no role or permission `owner`. Roles: admin, read-only, deployer.',
    );
  });
});
