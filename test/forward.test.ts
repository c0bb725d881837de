/** A `forward` passes requests on, and whoever makes them would like it to pass on more. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { recordingUpstream, type Recorded, type RecordingUpstream } from './support/recording-upstream.ts';
import { runDocuments, type RanDocuments } from './support/run-document.ts';

const trusted = '[X-Trace, Host, Content-Length, Transfer-Encoding, Connection, Upgrade, TE, constructor, __proto__]';
let upstream: RecordingUpstream;
let served: RanDocuments;
beforeAll(async () => {
  upstream = await recordingUpstream();
  const text = `
naftiko: 1.0.0-alpha2
capability:
  consumes:
  - type: http
    namespace: api
    baseUri: ${upstream.url}/v1
    authentication: {type: apikey, key: api_key, placement: query, value: the-api-key}
    resources: []
  exposes:
  - {type: rest, namespace: r, port: 8080, resources: [{path: '/on/{path}', forward: {targetNamespace: api, trustedHeaders: ${trusted}}}]}
`;
  served = await runDocuments([text]);
});
afterAll(async () => {
  await served.stop();
  await upstream.close();
});

/** What reaches the upstream. */
async function sent(target: string, asked: Parameters<typeof ask>[2] = {}): Promise<readonly Recorded[]> {
  const before = upstream.requests.length;
  await ask(served.url('r'), target, asked);
  return upstream.requests.slice(before);
}

describe('a path', () => {
  it.each([
    '/on/../admin',
    '/on/a/../../admin',
    '/on/%2e%2e/admin',
    '/on/.%2E/admin',
    '/on/..%2fadmin',
    '/on/a%2f..%2f..%2f..%2fadmin',
    '/on/..%5cadmin',
    '/on/..\\admin',
    '/on/a\\..\\..\\admin',
    '/on/..;/admin',
    '/on/..;x=1/admin',
    '/on/%2e%2e%3b/admin',
    '/on/./a',
    '/on/a/..',
    '/on/..?x=1',
  ])('%s climbs nowhere', async (target) => {
    expect(await sent(target)).toEqual([]);
  });

  it.each([
    ['/on//evil.example/x', '/v1//evil.example/x'],
    ['/on/http://evil.example/x', '/v1/http://evil.example/x'],
    ['/on/@evil.example/x', '/v1/@evil.example/x'],
    ['/on/a%00b', '/v1/a%00b'],
    ['/on/...', '/v1/...'],
    ['/on/a..b/..c', '/v1/a..b/..c'],
    ['/on/%252e%252e/x', '/v1/%252e%252e/x'],
    ['/on', '/v1'],
  ])('%s stays below the API', async (target, expected) => {
    expect((await sent(target)).map(({ url }) => url)).toEqual([`${expected}?api_key=the-api-key`]);
  });

  it.each(['http://evil.example/on/a', '//evil.example/on/a', '/on%2fa', '*'])('%s goes nowhere', async (target) => {
    expect(await sent(target)).toEqual([]);
  });
});

it.each([
  ['?api_key=mine', ''],
  ['?API_KEY=x&a=1', 'API_KEY=x&a=1&'],
  ['?a=1&api%5Fkey=mine&b=2', 'a=1&b=2&'],
  ['?api+key=1&api_key', 'api+key=1&'],
  ['?a=1%26api_key=mine', 'a=1%26api_key=mine&'],
  ['?&&api_key=a&api_key=b', '&&'],
  ['?a=1#&api_key=mine', 'a=1#&'],
])('the query %s cannot say the key', async (query, rest) => {
  expect((await sent(`/on/a${query}`)).map(({ url }) => url)).toEqual([`/v1/a?${rest}api_key=the-api-key`]);
});

describe('headers', () => {
  it('that belong to the connection do not go on, though the document trusts them', async () => {
    const headers = ['connection', 'keep-alive, X-Trace', 'x-trace', 't1', 'te', 'trailers', 'x-other', 'o'];
    const [request] = await sent('/on/a', { headers });
    expect(request?.headers['x-trace']).toBeUndefined();
    expect(request?.headers['te']).toBeUndefined();
    expect(request?.headers['x-other']).toBeUndefined();
    expect(request?.headers.host).toBe(new URL(upstream.url).host);
  });

  it('that are trusted go on, whatever else there is', async () => {
    const headers = ['x-trace', 't1', 'constructor', 'c', 'cookie', 'a=b', 'authorization', 'Bearer mine'];
    const [request] = await sent('/on/a', { headers });
    expect(request?.headers['x-trace']).toBe('t1');
    expect(request?.headers.cookie).toBeUndefined();
    expect(request?.headers.authorization).toBeUndefined();
  });
});

describe('a request', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE', 'PROPFIND'])(
    'of method %s goes on as it is',
    async (method) => {
      expect((await sent('/on/a', { method })).map((one) => one.method)).toEqual([method]);
    },
  );

  it('whose body has no length goes on whole', async () => {
    const [request] = await sent('/on/a', {
      method: 'POST',
      headers: ['transfer-encoding', 'chunked'],
      chunked: 'abc',
    });
    expect(request).toMatchObject({ body: 'abc', headers: { 'content-length': '3' } });
    expect(request?.headers['transfer-encoding']).toBeUndefined();
  });

  it('that is too large does not go on', async () => {
    expect(await sent('/on/a', { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) })).toEqual([]);
  });

  it.each([
    'CONNECT /on/a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    'POST /on/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /on/smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    'POST /on/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
    'GET /on/a HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Trace: a\nX-Evil: b\r\n bad\x00\r\n\r\n',
  ])('that is no plain HTTP is not passed on: %j', async (raw) => {
    const before = upstream.requests.length;
    const { hostname, port } = new URL(served.url('r'));
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(raw));
      socket.on('data', () => socket.end());
      socket.on('error', () => resolve());
      socket.on('close', () => resolve());
    });
    expect(upstream.requests.length).toBe(before);
  });
});
