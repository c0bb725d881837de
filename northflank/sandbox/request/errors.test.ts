import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

let sandbox: Client;
beforeAll(async () => (sandbox = await openSandbox({ rateLimit: 0 })));
afterAll(() => sandbox.close());

const unauthorized = { error: { status: 401, message: 'Unauthorized' } };

function invalid(details: Readonly<Record<string, readonly string[]>>) {
  const message = 'Request failed payload validation - see details.';
  return { error: { status: 400, message, id: 'nf-invalid-request-body', details } };
}

describe('errors', () => {
  it.each([
    ['GET', '/v1/nope', 404, 'Not found. The requested route does not exist'],
    ['GET', `${jobs}/`, 404, 'Not found. The requested route does not exist'],
    ['GET', '/v1/projects//jobs', 404, 'Not found. The requested route does not exist'],
    ['GET', '/v1/projects/%zz/jobs', 404, 'Not found. The requested route does not exist'],
    ['POST', `${jobs}/legacy-import/run`, 404, 'Not found. The requested route does not exist'],
    ['GET', '/v1/projects/nope', 404, 'Project not found'],
    ['GET', '/v1/projects/nope/jobs', 404, 'Project not found'],
    ['POST', '/v1/projects/nope/jobs', 404, 'Project not found'],
    ['GET', '/v1/projects/nope/jobs/legacy-import', 404, 'Project not found'],
    ['GET', `${jobs}/nope`, 404, 'Job not found'],
    ['GET', `${jobs}/..%2F..%2Fadmin`, 404, 'Job not found'],
    ['GET', `${jobs}/${'x'.repeat(500)}`, 404, 'Job not found'],
    ['GET', `${jobs}/__proto__`, 404, 'Job not found'],
    ['DELETE', `${jobs}/nope`, 404, 'Job not found'],
    ['POST', `${jobs}/nope/runs`, 404, 'Job not found'],
    ['GET', `${jobs}/nope/runs`, 404, 'Job not found'],
    ['GET', `${jobs}/legacy-import/runs/nope`, 404, 'Job run not found'],
    ['DELETE', `${jobs}/legacy-import/runs/nope`, 404, 'Job run not found'],
  ])('%s %s: %i %s', async (method, path, status, message) => {
    const received = await sandbox.send(method, path, method === 'POST' ? { body: smallestOf(path) } : {});
    expect(received).toMatchObject({ status, body: { error: { status, message } } });
    expect(received.body).toEqual({ error: { status, message } });
  });

  it.each([
    ['PATCH', jobs, 'HEAD, GET, POST, PUT'],
    ['DELETE', jobs, 'HEAD, GET, POST, PUT'],
    ['POST', `${jobs}/legacy-import`, 'HEAD, GET, PATCH, DELETE'],
    ['PUT', `${jobs}/legacy-import/pause`, 'POST'],
    ['DELETE', `${jobs}/legacy-import/logs`, 'HEAD, GET'],
    ['POST', '/v1/plans', 'HEAD, GET'],
    ['POST', '/v1/teams/acme/projects/default-project/jobs/x/runs/y', 'HEAD, GET, DELETE'],
    ['POST', '/v1/login', 'HEAD, GET'],
    ['POST', '/v1/projects', 'HEAD, GET'],
  ])('%s %s is served with %s', async (method, path, allow) => {
    const { status, headers, text } = await sandbox.send(method, path, { token: '' });
    expect([status, headers.get('allow'), text]).toEqual([405, allow, 'Method Not Allowed']);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
  });

  it('answers a missing and a wrong token alike, byte for byte', async () => {
    const missing = await sandbox.send('GET', jobs, { token: '' });
    const wrong = await sandbox.send('GET', jobs, { token: 'other' });
    expect(missing).toMatchObject({ status: 401, body: unauthorized });
    expect([wrong.status, wrong.text]).toEqual([missing.status, missing.text]);
  });

  it.each(['/v1/login', '/v1/projects', '/v1/projects/nope', `${jobs}/nope`, '/v1/teams/acme/projects'])(
    'asks for the token before it looks for %s',
    async (path) => {
      expect(await sandbox.send('GET', path, { token: '' })).toMatchObject({ status: 401, body: unauthorized });
    },
  );

  it('looks at the body before the token, and at both before what is asked for', async () => {
    const nowhere = '/v1/projects/nope/jobs';
    expect(await sandbox.send('POST', nowhere, { token: '', body: '' })).toMatchObject({
      status: 400,
      body: invalid({ object: ['"value" is required. Received "undefined"'] }),
    });
    expect(await sandbox.send('POST', nowhere, { token: '', body: smallestJob })).toMatchObject({ status: 401 });
    expect(await sandbox.send('POST', nowhere, { body: smallestJob })).toMatchObject({ status: 404 });
  });

  it.each<[string, unknown, Readonly<Record<string, readonly string[]>>]>([
    [jobs, '{', { object: ['must be valid JSON'] }],
    [jobs, [], { object: ['must be an object. Received "[]"'] }],
    [
      jobs,
      { name: 'ab', billing: {}, tags: ['ok-tag', 7], runtimeEnvironment: { 'a.b': 5 } },
      {
        name: ['must have from 3 to 52 characters. Received "ab"'],
        'billing.deploymentPlan': ['is required. Received "undefined"'],
        'tags.1': ['must be a string. Received "7"'],
        'runtimeEnvironment.a.b': ['must be a string. Received "5"'],
      },
    ],
    [
      jobs,
      { ...smallestJob, concurrencyPolicy: 'forbid' },
      {
        concurrencyPolicy: [
          'is not a known property; did you mean "settings.cron.concurrencyPolicy"? Received "forbid"',
        ],
      },
    ],
    [`${jobs}/manual`, smallestJob, { backoffLimit: ['is required. Received "undefined"'] }],
    [
      `${jobs}/cron`,
      { ...smallestJob, backoffLimit: 0, schedule: '0 0 * * *', concurrencyPolicy: 'Forbid' },
      { concurrencyPolicy: ['must be one of "allow", "forbid", "replace". Received "Forbid"'] },
    ],
    [
      `${jobs}/legacy-import/runs`,
      { overrides: {} },
      {
        overrides: [
          'is not a known property; known here: runtimeEnvironment, runtimeFiles, dockerSecretMounts, billing, deployment. Received "{}"',
        ],
      },
    ],
  ])('POST %s refuses %j', async (path, body, details) => {
    expect(await sandbox.send('POST', path, { body })).toMatchObject({ status: 400, body: invalid(details) });
  });

  it.each([
    ['per_page=0', { per_page: ['must be from 1 to 100. Received "0"'] }],
    ['per_page=101', { per_page: ['must be from 1 to 100. Received "101"'] }],
    [
      'per_page=many&page=0',
      { per_page: ['must be an integer. Received "many"'], page: ['must be 1 or more. Received "0"'] },
    ],
    ['cursor=abc', { cursor: ['must have exactly 24 characters. Received "abc"'] }],
    [`cursor=${'z'.repeat(24)}`, { cursor: ['must be a cursor that an earlier page returned'] }],
  ])('refuses the query %s', async (query, details) => {
    expect(await sandbox.send('GET', `${jobs}?${query}`)).toMatchObject({ status: 400, body: invalid(details) });
  });

  it('refuses a body of more than 1 MiB, and accepts one of just that', async () => {
    const padding = ' '.repeat(1024 * 1024 - 2);
    expect(await sandbox.send('POST', `${jobs}/legacy-import/runs`, { body: `{${padding}}` })).toMatchObject({
      status: 200,
    });
    expect(await sandbox.send('POST', `${jobs}/legacy-import/runs`, { body: `{ ${padding}}` })).toMatchObject({
      status: 413,
      body: { error: { status: 413, message: 'Request body is too large' } },
    });
  });

  it.each([
    ['host', 'evil.example', 'host-not-allowed'],
    ['origin', 'https://evil.example', 'origin-not-allowed'],
  ])('keeps out web pages by the %s header', async (name, value, id) => {
    const [status, text] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const outgoing = request(`${sandbox.url}/v1/login`, { headers: { [name]: value } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve([response.statusCode, text]));
      });
      outgoing.on('error', reject).end();
    });
    expect([status, JSON.parse(text)]).toMatchObject([403, { error: { status: 403, id } }]);
  });
});

/** A body the path accepts. */
function smallestOf(path: string): unknown {
  return path.endsWith('/jobs') ? smallestJob : {};
}
