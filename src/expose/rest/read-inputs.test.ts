import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText, serveHttp, type TestServer } from '../../../test/support/serve.ts';
import { send, serveDocument, type ServedDocument } from './testing.ts';

const document = `
naftiko: 1.0.0-alpha2
info: { label: Inputs }
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      resources:
        - name: things
          path: /things/{thingId}
          operations:
            - name: read
              method: GET
              inputParameters:
                - { name: thingId, in: path, type: string }
                - { name: limit, in: query, type: integer }
                - { name: deep, in: query, type: boolean }
                - { name: 'filter[name]', in: query, type: string }
                - { name: tags, in: query, type: array, items: { type: string } }
                - { name: any, in: query }
                - { name: X-Trace, in: header, type: string }
                - { name: session, in: cookie, type: string }
            - { name: stop, method: DELETE }
        - name: all
          path: /things
          operations:
            - name: create
              method: POST
              inputParameters: [{ name: body, in: body, type: object, required: true }]
  exposes:
    - type: rest
      namespace: rest
      port: 0
      resources:
        - path: /things/{thingid}
          operations:
            - { name: read, method: GET, call: up.read }
            - { name: stop, method: DELETE, call: up.stop }
        - path: /things
          operations: [{ name: create, method: POST, call: up.create }]
`;

describe('the inputs of a request', () => {
  let upstream: TestServer;
  let served: ServedDocument;
  beforeAll(async () => {
    upstream = await serveHttp((request, response) => {
      void readText(request).then((body) => {
        const { url, headers } = request;
        response.setHeader('content-type', 'application/json');
        return response.end(JSON.stringify({ url, trace: headers['x-trace'], cookie: headers.cookie, body }));
      });
    });
    served = await serveDocument(document, upstream.origin);
  });
  afterAll(async () => {
    await served.close();
    await upstream.close();
  });

  it.each([
    ['/things/a%2Fb', '/things/a%2Fb'],
    ['/things/%C3%BC%20x', '/things/%C3%BC%20x'],
    ['/things/a?limit=5&deep=true', '/things/a?limit=5&deep=true'],
    ['/things/a?filter%5Bname%5D=x+y%26z', '/things/a?filter%5Bname%5D=x%20y%26z'],
    ['/things/a?filter[name]=x', '/things/a?filter%5Bname%5D=x'],
    ['/things/a?tags=x&tags=y', '/things/a?tags=x&tags=y'],
    ['/things/a?tags[]=x&tags[]=y', '/things/a?tags=x&tags=y'],
    ['/things/a?tags=x', '/things/a?tags=x'],
    ['/things/a?any=1&any=2', '/things/a?any=1&any=2'],
    ['/things/a?any=', '/things/a?any='],
    ['/things/a?', '/things/a'],
    ['/things/..%2F..%2Fadmin', '/things/..%2F..%2Fadmin'],
  ])('%s reach the upstream as %s', async (asked, url) => {
    const answer = await send(served.url, 'GET', asked);
    expect([answer.status, answer.json().url]).toEqual([200, url]);
  });

  it('come from headers and cookies too', async () => {
    const headers = { 'x-trace': 'T 1', cookie: 'other=1; session=a%3Bb%20=c; more=2' };
    expect((await send(served.url, 'GET', '/things/a', { headers })).json()).toMatchObject({
      trace: 'T 1',
      cookie: 'session=a%3Bb%20%3Dc',
    });
    const odd = await send(served.url, 'GET', '/things/a', { headers: { cookie: 'session=100%' } });
    expect(odd.json()).toMatchObject({ cookie: 'session=100%25' });
  });

  it('are all read, however many', async () => {
    const query = Array.from({ length: 1500 }, (_, index) => `tags=${index}`).join('&');
    expect((await send(served.url, 'GET', `/things/a?${query}`)).json()).toMatchObject({ url: `/things/a?${query}` });
  });

  it.each([
    ['/things/a?limit=ten', 'limit'],
    ['/things/a?limit=1&limit=2', 'limit'],
    ['/things/a?limit=12345678901234567890', 'limit'],
    ['/things/a?deep=yes', 'deep'],
    ['/things/a?filter[name]=x&filter[name]=y', 'filter[name]'],
    ['/things/a?limt=1', 'limt'],
    ['/things/a?__proto__=1', '__proto__'],
    ['/things/a?thingId=b', 'thingId'],
    ['/things/..', 'thingId'],
    ['/things/%2e', 'thingId'],
  ])('%s are refused for %s', async (asked, field) => {
    const answer = await send(served.url, 'GET', asked);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-input', fields: [{ field }] });
  });

  it('that are not known are answered with those that are', async () => {
    const known = (await send(served.url, 'GET', '/things/a?limt=1')).json();
    expect(known.detail).toContain('limit, deep, filter[name], tags, any are');
    const none = (await send(served.url, 'DELETE', '/things/a?force=true')).json();
    expect(none.detail).toContain('there are no query parameters here');
  });
});

describe('a body', () => {
  let upstream: TestServer;
  let served: ServedDocument;
  const arrived: string[] = [];
  beforeAll(async () => {
    upstream = await serveHttp((request, response) => {
      void readText(request).then((body) => {
        arrived.push(`${request.method} ${request.headers['content-type'] ?? ''} ${body}`);
        return response.end();
      });
    });
    served = await serveDocument(document, upstream.origin);
  });
  afterAll(async () => {
    await served.close();
    await upstream.close();
  });

  async function post(body: string | Buffer | undefined, type?: string, more: Readonly<Record<string, string>> = {}) {
    arrived.length = 0;
    const headers = { ...(type !== undefined && { 'content-type': type }), ...more };
    const answer = await send(served.url, 'POST', '/things', { headers, ...(body !== undefined && { body }) });
    return answer.status === 200 ? [...arrived] : [answer.status, answer.json().code, ...arrived];
  }

  it.each([
    ['application/json'],
    ['application/json; charset=utf-8'],
    ['application/merge-patch+json'],
    ['Application/JSON'],
    [undefined],
  ])('of type %s goes on byte for byte', async (type) => {
    const body = '{ "big": 12345678901234567890,\n\t"text": "ü\\u00fc" }\n';
    expect(await post(body, type)).toEqual([`POST application/json ${body}`]);
  });

  it.each([
    ['{"a":', 400, 'invalid-json'],
    ['{"a":1}}', 400, 'invalid-json'],
    ["{'a':1}", 400, 'invalid-json'],
    ['\uFEFF{}', 400, 'invalid-json'],
    [' ', 400, 'invalid-json'],
    [undefined, 400, 'missing-body'],
    ['', 400, 'missing-body'],
    ['[]', 422, 'invalid-body'],
    ['null', 422, 'invalid-body'],
    ['"text"', 422, 'invalid-body'],
    [`{"a":"${'x'.repeat(1000)}"}`, 413, 'body-too-large'],
  ])('%j is refused, and nothing sent', async (body, status, code) => {
    expect(await post(body)).toEqual([status, code]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/form-data', ''])(
    'of type %j is not taken',
    async (type) => {
      expect(await post('{}', type)).toEqual([415, 'unsupported-media-type']);
    },
  );

  it('that is compressed is not taken', async () => {
    expect(await post('{}', 'application/json', { 'content-encoding': 'gzip' })).toEqual([
      415,
      'unsupported-media-type',
    ]);
  });

  it('that is not JSON is told where it goes wrong', async () => {
    const answer = await send(served.url, 'POST', '/things', { body: '{"a": 1,}' });
    expect(answer.json().detail).toMatch(/goes wrong at character 9\. Nothing was sent\.$/);
  });

  it('for an operation without one passes when it says nothing, and is refused when it would be lost', async () => {
    for (const body of ['', '{}', ' { } \n']) {
      expect((await send(served.url, 'DELETE', '/things/a', { body })).status).toBe(200);
    }
    const refused = await send(served.url, 'DELETE', '/things/a', { body: '{"force":true}' });
    expect([refused.status, refused.json().code]).toEqual([400, 'invalid-input']);
  });
});
