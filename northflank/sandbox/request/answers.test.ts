import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileSchema, loadContract } from '../../../src/index.ts';
import { contractFile } from '../../files.ts';
import { openSandbox, smallestJob, type Client } from '../testing.ts';

let sandbox: Client;
beforeAll(async () => (sandbox = await openSandbox({ rateLimit: 0 })));
afterAll(() => sandbox.close());

const contract = loadContract(readFileSync(contractFile, 'utf8'), contractFile.pathname);

const repository = { projectUrl: 'https://github.com/acme/report', projectType: 'github', projectBranch: 'main' };
const probe = { protocol: 'TCP', type: 'livenessProbe', port: 80, initialDelaySeconds: 10 };
const times = { periodSeconds: 60, timeoutSeconds: 1, failureThreshold: 3 };

/** A body that each operation takes which needs one. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /jobs': { ...smallestJob, name: 'Combined one' },
  'PUT /jobs': { ...smallestJob, name: 'Put one' },
  'POST /jobs/manual': { ...smallestJob, name: 'Manual one', backoffLimit: 0 },
  'PUT /jobs/manual': { ...smallestJob, name: 'Put manual one', backoffLimit: 1 },
  'POST /jobs/cron': {
    ...smallestJob,
    name: 'Cron one',
    backoffLimit: 0,
    schedule: '@daily',
    concurrencyPolicy: 'allow',
  },
  'PUT /jobs/cron': {
    ...smallestJob,
    name: 'Put cron one',
    backoffLimit: 0,
    schedule: '@hourly',
    concurrencyPolicy: 'allow',
  },
  'PATCH /jobs/manual/{jobId}': { backoffLimit: 2 },
  'PATCH /jobs/cron/{jobId}': { schedule: '@weekly' },
  'PATCH /jobs/{jobId}': { description: 'Changed' },
  'POST /jobs/{jobId}/suspend': { suspended: true },
  'POST /jobs/{jobId}/settings': { backoffLimit: 3 },
  'POST /jobs/{jobId}/scale': { deploymentPlan: 'nf-compute-50' },
  'POST /jobs/{jobId}/build-options': { dockerfile: {}, pathIgnoreRules: ['*.md'] },
  'POST /jobs/{jobId}/build-source': { projectBranch: 'next' },
  'POST /jobs/{jobId}/deployment': { docker: { configType: 'default' } },
  'POST /jobs/{jobId}/health-checks': { healthChecks: [{ ...probe, ...times }] },
  'POST /jobs/{jobId}/runtime-environment': { runtimeEnvironment: { A: '1' } },
  'POST /jobs/{jobId}/build-arguments': { buildArguments: { B: '2' } },
};

/** The job a path is tried with, where not just any will do. */
const particular: Readonly<Record<string, string>> = {
  'PATCH /jobs/manual/{jobId}': 'manual-one',
  'PATCH /jobs/cron/{jobId}': 'cron-one',
  'DELETE /jobs/{jobId}': 'doomed',
};

describe('the sandbox', () => {
  it('answers every operation of the contract as the contract says', async () => {
    const jobs = '/v1/projects/default-project/jobs';
    await sandbox.data('POST', jobs, { ...smallestJob, name: 'Doomed' });
    await sandbox.data('POST', jobs, {
      ...smallestJob,
      name: 'All in one',
      deployment: { vcs: repository },
      settings: { backoffLimit: 0, cron: { schedule: '0 3 * * *' } },
    });
    await sandbox.data('POST', `${jobs}/all-in-one/pause`);
    for (const { method, path, result } of contract.operations) {
      const short = `${method} ${path.replace('/v1/projects/{projectId}', '')}`;
      const run = (await sandbox.data('POST', `${jobs}/all-in-one/runs`)) as { readonly id: string };
      const build = (await sandbox.data('POST', `${jobs}/all-in-one/build`)) as { readonly id: string };
      // The one that resumes needs a job that is paused.
      if (short.endsWith('/resume')) await sandbox.data('POST', `${jobs}/all-in-one/pause`);
      const real = path
        .replace('{projectId}', 'default-project')
        .replace('{jobId}', particular[short] ?? 'all-in-one')
        .replace('{runId}', run.id)
        .replace('{buildId}', build.id);
      const answer = await sandbox.send(method, real, { body: bodies[short] });
      expect([answer.status, compileSchema(result ?? { not: {} })(answer.body)], `${short}: ${answer.text}`).toEqual([
        200,
        [],
      ]);
      expect(answer.headers.get('x-ratelimit-limit')).toBe('1000');
    }
  });

  it('serves every path of a project under a team too, and asks there for the same permission', async () => {
    for (const { method, path } of contract.operations) {
      if (!path.startsWith('/v1/projects')) continue;
      const twin = path.replace('/v1', '/v1/teams/acme').replaceAll(/\{\w+\}/g, 'nope');
      const { status } = await sandbox.send(method, twin, { token: '', body: method === 'GET' ? undefined : {} });
      expect([400, 401], `${method} ${twin}: ${status}`).toContain(status);
    }
  });

  it('shows its contract to everybody', async () => {
    const { status, body } = await sandbox.send('GET', '/v1/swagger-json', { token: '' });
    expect([status, body]).toMatchObject([200, { openapi: '3.1.0', paths: { '/plans': {} } }]);
  });
});
