import { readFileSync } from 'node:fs';
import spectralCore from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../src/contract/load-contract.ts';
import { compileSchema } from '../src/contract/validate.ts';

const file = new URL('northflank-jobs.openapi.yaml', import.meta.url);
const text = readFileSync(file, 'utf8');
const contract = loadContract(text, 'northflank-jobs.openapi.yaml');

describe('the Northflank contract', () => {
  it('has no finding by the OpenAPI rules of Spectral', async () => {
    const spectral = new spectralCore.Spectral();
    // The two packages type their rules apart from each other.
    spectral.setRuleset({ extends: [oas as never] });
    const findings = await spectral.run(load(text) as Record<string, unknown>);
    expect(findings.map(({ code, message, path }) => `${code} ${path.join('.')}: ${message}`)).toEqual([]);
  });

  it('covers what has to do with jobs', () => {
    const routes = contract.operations.map(({ method, path }) => `${method} ${path.replace('/v1', '')}`);
    expect(routes.map((route) => route.replace('/projects/{projectId}/jobs', '…'))).toEqual([
      'GET …',
      'PUT …',
      'POST …',
      'PUT …/manual',
      'POST …/manual',
      'PUT …/cron',
      'POST …/cron',
      'PATCH …/manual/{jobId}',
      'PATCH …/cron/{jobId}',
      'GET …/{jobId}',
      'DELETE …/{jobId}',
      'PATCH …/{jobId}',
      'GET …/{jobId}/runs',
      'POST …/{jobId}/runs',
      'GET …/{jobId}/runs/{runId}',
      'DELETE …/{jobId}/runs/{runId}',
      'POST …/{jobId}/pause',
      'POST …/{jobId}/resume',
      'POST …/{jobId}/suspend',
      'POST …/{jobId}/settings',
      'POST …/{jobId}/scale',
      'GET …/{jobId}/logs',
      'GET …/{jobId}/metrics',
      'GET …/{jobId}/containers',
      'GET …/{jobId}/build',
      'POST …/{jobId}/build',
      'GET …/{jobId}/build/{buildId}',
      'DELETE …/{jobId}/build/{buildId}',
      'GET …/{jobId}/build-logs',
      'GET …/{jobId}/build-metrics',
      'GET …/{jobId}/branches',
      'GET …/{jobId}/pull-requests',
      'POST …/{jobId}/build-options',
      'POST …/{jobId}/build-source',
      'GET …/{jobId}/deployment',
      'POST …/{jobId}/deployment',
      'GET …/{jobId}/health-checks',
      'POST …/{jobId}/health-checks',
      'GET …/{jobId}/runtime-environment',
      'POST …/{jobId}/runtime-environment',
      'GET …/{jobId}/runtime-environment/details',
      'GET …/{jobId}/build-arguments',
      'POST …/{jobId}/build-arguments',
      'GET …/{jobId}/build-arguments/details',
      'GET /projects',
      'GET /projects/{projectId}',
      'GET /plans',
      'GET /regions',
    ]);
  });

  it('has schemas that compile strictly', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, strictTypes: false });
    addFormats.default(ajv);
    const schemas = contract.operations.flatMap(({ parameters, body, result }) => [
      ...parameters.map(({ schema }) => schema),
      ...(body === undefined ? [] : [body.schema]),
      ...(result === undefined ? [] : [result]),
    ]);
    expect(schemas.length).toBeGreaterThan(30);
    for (const schema of schemas) expect(ajv.compile(schema)).toBeTypeOf('function');
  });
});

function check(method: string, path: string): (value: unknown) => readonly string[] {
  const body = contract.find(method, `/projects/{projectId}/jobs${path}`)?.body;
  const validate = compileSchema(body?.schema ?? { not: {} });
  return (value) => validate(value).map(({ field, message }) => `${field} ${message}`);
}

const job = { name: 'Nightly report', billing: { deploymentPlan: 'nf-compute-20' } };
const external = { imagePath: 'nginx:latest' };
const probe = {
  protocol: 'HTTP',
  type: 'livenessProbe',
  initialDelaySeconds: 10,
  periodSeconds: 60,
  timeoutSeconds: 1,
  failureThreshold: 3,
};

describe('a job to create', () => {
  const problems = check('POST', '');

  it.each([
    [job],
    [{ ...job, deployment: {} }],
    [{ ...job, deployment: { external, docker: { configType: 'customCommand', customCommand: 'node report.js' } } }],
    [{ ...job, deployment: { external: { imagePath: 'ghcr.io/acme/report@sha256:abc', credentials: 'ghcr-1' } } }],
    [{ ...job, deployment: { internal: { id: 'builder', branch: 'main', buildSHA: 'latest' } } }],
    [
      {
        ...job,
        deployment: {
          vcs: { projectUrl: 'https://github.com/acme/report', projectType: 'github', projectBranch: 'main' },
        },
      },
    ],
    [{ ...job, settings: { backoffLimit: 0, activeDeadlineSeconds: null } }],
    [{ ...job, settings: { backoffLimit: 2, cron: { schedule: '*/15 0-6 1,15 * *', concurrencyPolicy: 'forbid' } } }],
    [{ ...job, settings: { backoffLimit: 2, cron: { schedule: '@daily' } } }],
    [
      {
        ...job,
        runtimeEnvironment: { NODE_ENV: 'production', 'a/b.c-d': '' },
        runtimeFiles: { '/app/x': { data: 'eA==' } },
      },
    ],
    [{ ...job, healthChecks: [{ ...probe, path: '/health', port: 8080 }], tags: ['reports'] }],
    [{ ...job, description: 'Sums up (all) of "yesterday"; 100% done!', infrastructure: { architecture: 'arm' } }],
    [{ ...job, buildSettings: { dockerfile: { dockerFilePath: '/Dockerfile', dockerWorkDir: '/' } } }],
  ])('takes %j', (body) => {
    expect(problems(body)).toEqual([]);
  });

  it.each([
    [{ name: 'Nightly report' }, 'billing is required'],
    [{ ...job, billing: {} }, 'billing.deploymentPlan is required'],
    [{ ...job, name: 'ab' }, 'name must have from 3 to 52 characters'],
    [{ ...job, name: 'a_b' }, 'name must be as described: 3 to 52 characters that begin with a letter'],
    [{ ...job, description: 'a+b' }, 'description must be as described'],
    [{ ...job, schedule: '@daily' }, 'schedule is not a known property; did you mean "settings.cron.schedule"?'],
    [{ ...job, concurrencyPolicy: 'forbid' }, 'did you mean "settings.cron.concurrencyPolicy"?'],
    [{ ...job, settings: {} }, 'settings.backoffLimit is required'],
    [{ ...job, settings: { backoffLimit: -1 } }, 'settings.backoffLimit must be 0 or more'],
    [
      { ...job, settings: { backoffLimit: 1, cron: { concurrencyPolicy: 'Forbid' } } },
      'must be one of "allow", "forbid", "replace"',
    ],
    [
      { ...job, settings: { backoffLimit: 1, cron: { schedule: '0 3 * * MON' } } },
      'schedule must be as described: Five numeric fields',
    ],
    [
      { ...job, settings: { backoffLimit: 1, cron: { schedule: '0 3 * *' } } },
      'schedule must be as described: Five numeric fields',
    ],
    [
      { ...job, deployment: { external: { imagePath: 'nginx' } } },
      'deployment.external.imagePath must be as described',
    ],
    [{ ...job, deployment: { external, internal: {} } }, 'deployment must not have "external" and "internal" together'],
    [
      { ...job, deployment: { gracePeriodSeconds: 15 } },
      'deployment must have at least one of "external", "internal", "vcs"',
    ],
    [
      { ...job, deployment: { external, docker: { configType: 'customCommand' } } },
      'deployment.docker.customCommand is required',
    ],
    [{ ...job, runtimeEnvironment: { PORT: 8080 } }, 'runtimeEnvironment.PORT must be a string'],
    [{ ...job, runtimeEnvironment: { 'A B': '' } }, 'runtimeEnvironment.A B is not a name that fits'],
    [{ ...job, runtimeFiles: { x: { data: '' } } }, 'runtimeFiles.x is not a name that fits'],
    [{ ...job, healthChecks: [{ ...probe, periodSeconds: 5 }] }, 'healthChecks.0.periodSeconds must be from 10 to 600'],
    [{ ...job, healthChecks: [probe] }, 'healthChecks.0.path is required'],
  ])('refuses %j', (body, expected) => {
    expect(problems(body).join('\n')).toContain(expected);
  });

  it('is checked quickly, however long its texts', () => {
    const long = '1,'.repeat(100_000);
    const start = performance.now();
    problems({
      ...job,
      deployment: { external: { imagePath: long } },
      settings: { backoffLimit: 1, cron: { schedule: long } },
    });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('the older forms of a job, and a run', () => {
  it('have their limits at the top', () => {
    expect(check('POST', '/manual')({ ...job, backoffLimit: 0 })).toEqual([]);
    expect(check('POST', '/manual')(job)).toEqual(['backoffLimit is required']);
    const cron = { ...job, backoffLimit: 0, schedule: '0 3 * * *', concurrencyPolicy: 'allow' };
    expect(check('POST', '/cron')(cron)).toEqual([]);
    expect(check('POST', '/cron')({ ...job, backoffLimit: 0 })).toEqual([
      'schedule is required',
      'concurrencyPolicy is required',
    ]);
  });

  it('asks nothing of a run', () => {
    const problems = check('POST', '/{jobId}/runs');
    expect(problems({})).toEqual([]);
    expect(
      problems({
        runtimeEnvironment: { A: '1' },
        billing: { deploymentPlan: 'nf-compute-50' },
        deployment: { external },
      }),
    ).toEqual([]);
    expect(problems({ overrides: {} })[0]).toContain('overrides is not a known property');
    expect(problems({ deployment: { internal: {}, external } })).toEqual([
      'deployment must not have "internal" and "external" together',
    ]);
  });
});
