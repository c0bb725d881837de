import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveHttp, type TestServer } from '../../../test/support/serve.ts';
import type { Failure } from '../../problem/failure.ts';
import { writeProblem } from './problem.ts';

const failure: Failure = {
  code: 'invalid-input',
  status: 400,
  detail: 'Größe “must” be one of 1, 2. Nothing was sent.',
  retry: 'never',
  fields: [{ field: 'size', message: 'must be one of 1, 2', allowed: [1, 2] }],
};

describe('a problem', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serveHttp((request, response) => {
      if (request.url === '/large') writeProblem(response, { ...failure, code: 'body-too-large', status: 413 });
      else writeProblem(response, failure, { allow: 'GET' });
    });
  });
  afterAll(() => server.close());

  it('is said as RFC 9457 has it, with a code to match on', async () => {
    const response = await fetch(server.origin);
    expect(response.status).toBe(400);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      allow: 'GET',
    });
    expect(await response.json()).toEqual({
      type: 'urn:capstan:problem:invalid-input',
      title: 'A parameter is missing, unknown or not as it must be.',
      status: 400,
      detail: failure.detail,
      code: 'invalid-input',
      retry: 'never',
      fields: failure.fields,
    });
  });

  it('has no body for HEAD, and says its length all the same', async () => {
    const response = await fetch(server.origin, { method: 'HEAD' });
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
    expect(await response.text()).toBe('');
  });

  it('of a body that is too large ends the connection', async () => {
    const response = await fetch(`${server.origin}/large`);
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
  });
});
