import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveHttp, type TestServer } from '../../../test/support/serve.ts';
import type { Operation } from '../../operation/operation.ts';
import { createGuard } from '../http/guard.ts';
import { createRestFace, type RestCall, type RestFaceOptions } from './face.ts';
import { send, serveDocument, type ServedDocument } from './testing.ts';

const document = `
naftiko: 1.0.0-alpha2
info: { label: Library, description: Lends books. }
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      resources:
        - name: books
          path: /books
          operations: [{ name: list, method: GET }, { name: add, method: POST }]
        - name: book
          path: /books/{bookId}
          operations: [{ name: lend, method: POST }, { name: shred, method: DELETE }]
  exposes:
    - type: rest
      namespace: rest
      port: 0
      resources:
        - path: /books
          operations: [{ name: list, method: GET, call: up.list }, { name: add, method: POST, call: up.add }]
        - path: /books/{book_id}:lend
          operations: [{ name: lend, method: POST, call: up.lend }]
        - path: /books/{book_id}
          operations: [{ name: shred, method: DELETE, call: up.shred }]
        - path: /files/*
          operations: [{ name: files, method: GET, call: up.list }]
`;

describe('a REST face', () => {
  let upstream: TestServer;
  let served: ServedDocument;
  const asked: string[] = [];
  beforeAll(async () => {
    upstream = await serveHttp((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end('ok');
    });
    served = await serveDocument(document, upstream.origin);
  });
  afterAll(async () => {
    await served.close();
    await upstream.close();
  });

  async function ask(method: string, path: string, headers = {}) {
    asked.length = 0;
    const { status, headers: answered, body } = await send(served.url, method, path, { headers });
    const text = body.toString();
    const code = text.startsWith('{"type"') ? (JSON.parse(text) as { code: string }).code : undefined;
    return { status, ...(code !== undefined && { code }), allow: answered.allow, asked: [...asked] };
  }

  it.each([
    ['GET', '/books', 'GET /books'],
    ['HEAD', '/books', 'GET /books'],
    ['POST', '/books/', 'POST /books'],
    ['POST', '/books/a%20b:lend', 'POST /books/a%20b'],
    ['DELETE', '/books/a:b', 'DELETE /books/a%3Ab'],
  ])('serves %s %s', async (method, path, call) => {
    expect(await ask(method, path)).toMatchObject({ status: 200, asked: [call] });
  });

  it.each(['/nowhere', '/Books', '/books/a/b', '/books/%zz', '/openapi.json/x', '/../books', '/files/a'])(
    'knows nothing of %s',
    async (path) => {
      expect(await ask('GET', path)).toMatchObject({ status: 404, code: 'unknown-route', asked: [] });
    },
  );

  it.each([
    ['PUT', '/books', 'GET, POST, HEAD'],
    ['GET', '/books/a', 'DELETE'],
    ['OPTIONS', '/books', 'GET, POST, HEAD'],
    ['DELETE', '/openapi.json', 'GET, HEAD'],
  ])('does not do %s %s, and says what it does', async (method, path, allow) => {
    const answer = await ask(method, path);
    expect(answer).toMatchObject({ status: 405, code: 'method-not-allowed', asked: [] });
    expect(answer.allow?.split(', ').toSorted()).toEqual(allow.split(', ').toSorted());
  });

  it('lets no page in and answers to no foreign name', async () => {
    const page = { origin: 'https://evil.example' };
    expect(await ask('GET', '/books', page)).toMatchObject({ status: 403, code: 'origin-not-allowed', asked: [] });
    const host = { host: 'evil.example' };
    expect(await ask('GET', '/openapi.json', host)).toMatchObject({ status: 403, code: 'host-not-allowed' });
  });

  it('leaves out what it cannot serve, and says so', () => {
    expect(served.program.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'unsupported',
        message: 'GET /files/* cannot be served: `*` in a path is not supported. The entry is left out.',
        place: expect.objectContaining({ file: 'test.yaml' }) as unknown,
      }),
    );
  });

  it('describes itself', async () => {
    const { status, headers, json } = await send(served.url, 'GET', '/openapi.json');
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(Object.keys(json().paths)).toEqual(['/books', '/books/{book_id}:lend', '/books/{book_id}']);
    const head = await send(served.url, 'HEAD', '/openapi.json');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      headers['content-length'],
      0,
    ]);
  });
});

describe('around a call', () => {
  function operation(run: Operation['run']): Operation {
    return {
      name: 'task',
      description: '',
      hints: { readOnly: true, destructive: false, idempotent: true, openWorld: true },
      scopes: [],
      inputs: [{ name: 'q', in: 'query', required: false, schema: { type: 'string' } }],
      inputSchema: { type: 'object' },
      resultSchema: undefined,
      prepare: () => ({ request: undefined, origin: '' }),
      warmUp: () => undefined,
      run,
    };
  }

  async function serve(run: Operation['run'], more: Partial<RestFaceOptions>) {
    const face = createRestFace({
      title: 'Tasks',
      description: '',
      version: '1',
      routes: [{ operation: operation(run), method: 'GET', path: '/task', placeholders: [] }],
      maxBodyBytes: 100,
      guard: createGuard({ host: '127.0.0.1' }),
      ...more,
    });
    const server = createServer((request, response) => face.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    return { url, close: () => new Promise((resolve) => server.close(resolve)) };
  }

  it('reports it when it is finished, without what was asked for', async () => {
    const calls: RestCall[] = [];
    const { url, close } = await serve(() => Promise.resolve({ kind: 'value', value: 1, text: '1' }), {
      report: (call) => calls.push(call),
    });
    await send(url, 'GET', '/task?q=personal');
    await close();
    const milliseconds = expect.any(Number) as number;
    expect(calls).toEqual([{ operation: 'task', method: 'GET', path: '/task', status: 200, milliseconds }]);
  });

  it('keeps a defect to itself', async () => {
    const defects: unknown[] = [];
    const { url, close } = await serve(() => Promise.reject(new Error('secret detail')), {
      onDefect: (error) => defects.push(error),
    });
    const answer = await send(url, 'GET', '/task');
    await close();
    expect([answer.status, answer.json().code]).toEqual([500, 'internal-error']);
    expect(answer.body.toString()).not.toMatch(/secret|at .*\.ts/);
    expect(defects).toEqual([new Error('secret detail')]);
  });
});
