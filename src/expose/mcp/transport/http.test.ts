import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { json, operation, send, serve, value } from '../testing.ts';
import type { TestServer } from '../testing.ts';

const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

describe('MCP over HTTP', () => {
  let server: TestServer;
  let origin: string;
  beforeAll(async () => {
    const tools = [operation('find-book', (inputs) => Promise.resolve(value(Object.keys(inputs))))];
    server = await serve(tools, { maxBodyBytes: 2000 });
    origin = new URL(server.url).origin;
  });
  afterAll(() => server.close());

  test.each(['/mcp', '/mcp/', '/', '/mcp?x=1', '/?x=1'])('answers at %s', async (path) => {
    expect((await send(origin + path, 'POST', json, ping)).body).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  test.each<[string, number, string, string, Record<string, string>, string | Buffer]>([
    ['another path', 404, 'POST', '/mcps', json, ping],
    ['GET, as there are no streams', 405, 'GET', '/mcp', { accept: 'text/event-stream' }, ''],
    ['DELETE, as there are no sessions', 405, 'DELETE', '/mcp', {}, ''],
    ['OPTIONS: pages of other origins are not welcome', 405, 'OPTIONS', '/mcp', { origin: 'http://a.example' }, ''],
    ['a form, which any web page may send', 415, 'POST', '/mcp', { 'content-type': 'text/plain' }, ping],
    ['no Content-Type', 415, 'POST', '/mcp', {}, ping],
    ['a look-alike Content-Type', 415, 'POST', '/mcp', { 'content-type': 'application/jsonp' }, ping],
    ['a compressed body', 415, 'POST', '/mcp', { ...json, 'content-encoding': 'gzip' }, ping],
    ['a body over the limit', 413, 'POST', '/mcp', json, ' '.repeat(2001)],
  ])('refuses %s: HTTP %i, and says why as an error without id', async (_, status, method, path, headers, body) => {
    const answer = await send(origin + path, method, headers, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ jsonrpc: '2.0', error: { code: -32600, data: { retry: 'never' } } });
    expect(answer.body).not.toHaveProperty('id');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers.connection).toBe(status === 413 ? 'close' : 'keep-alive');
    if (status === 405) expect(answer.headers.allow).toBe('POST');
  });

  test('refuses numbers that would become others, under the id of the request', async () => {
    const call =
      '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"find-book","arguments":{"a":1234567890123456789}}}';
    const { body } = await send(server.url, 'POST', json, call);
    expect(body).toMatchObject({ id: 7, error: { code: -32602, message: expect.stringContaining('more digits') } });
  });

  test('HEAD is refused without a body', async () => {
    expect(await send(server.url, 'HEAD', {})).toMatchObject({ status: 405, text: '' });
  });

  test.each(['application/json; charset=utf-8', 'Application/JSON', 'application/json ;v=1'])(
    'takes %s for JSON',
    async (type) => {
      expect((await send(server.url, 'POST', { 'content-type': type }, ping)).status).toBe(200);
    },
  );

  test.each<[string, number, number | undefined, string | Buffer]>([
    ['nothing', -32700, undefined, ''],
    ['broken JSON', -32700, undefined, '{"jsonrpc":'],
    [
      'text that is not UTF-8',
      -32700,
      undefined,
      Buffer.from('{"jsonrpc":"2.0","id":"\xe9","method":"ping"}', 'latin1'),
    ],
    ['a number', -32600, undefined, '5'],
    ['null', -32600, undefined, 'null'],
    ['no jsonrpc', -32600, 1, '{"id":1,"method":"ping"}'],
    ['another jsonrpc', -32600, 1, '{"jsonrpc":"1.0","id":1,"method":"ping"}'],
    ['no method', -32600, 1, '{"jsonrpc":"2.0","id":1}'],
    ['a method that is no text', -32600, 1, '{"jsonrpc":"2.0","id":1,"method":1}'],
    ['an id of null', -32600, undefined, '{"jsonrpc":"2.0","id":null,"method":"ping"}'],
    ['an id that is an object', -32600, undefined, '{"jsonrpc":"2.0","id":{},"method":"ping"}'],
    ['an id too large to send back', -32600, undefined, '{"jsonrpc":"2.0","id":12345678901234567890,"method":"ping"}'],
    ['a response', -32600, 1, '{"jsonrpc":"2.0","id":1,"result":{}}'],
    ['params by position', -32602, 1, '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}'],
    ['params of null', -32602, 1, '{"jsonrpc":"2.0","id":1,"method":"ping","params":null}'],
    ['65 levels of nesting', -32600, undefined, '['.repeat(65) + ']'.repeat(65)],
  ])('refuses %s: HTTP 400, error %i, id %s', async (_, code, id, body) => {
    const answer = await send(server.url, 'POST', json, body);
    expect([answer.status, answer.body.error.code, answer.body.id]).toEqual([400, code, id]);
  });

  test.each(['"a\\u0000\\" b"', '""', '0', '-1', '1.5', '9007199254740991'])('sends the id %s back', async (id) => {
    const { text } = await send(server.url, 'POST', json, `{"jsonrpc":"2.0","id":${id},"method":"ping"}`);
    expect(text).toBe(`{"jsonrpc":"2.0","id":${id},"result":{}}`);
  });

  test('members named after an object’s prototype are members like any other', async () => {
    const body =
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","__proto__":{"a":1},"params":{"name":"find-book","arguments":{"__proto__":{"a":1},"constructor":2}}}';
    const answer = await send(server.url, 'POST', json, body);
    expect(answer.body.result.content[0].text).toBe('["__proto__","constructor"]');
    expect({}).not.toHaveProperty('a');
  });

  test('the guard is asked first', async () => {
    const detail = 'Not from there.';
    const guarded = await serve([], {
      guard: ({ headers }) =>
        headers.origin === undefined ? undefined : { code: 'origin-not-allowed', status: 403, detail, retry: 'never' },
    });
    const refused = await send(guarded.url, 'POST', { ...json, origin: 'http://evil.example' }, ping);
    expect([refused.status, refused.body.error.message]).toEqual([403, detail]);
    expect(refused.body.error.data.code).toBe('origin-not-allowed');
    expect((await send(guarded.url, 'POST', json, ping)).status).toBe(200);
    await guarded.close();
  });

  test('a client that goes away aborts its call', async () => {
    const call = new EventEmitter();
    const aborted = once(call, 'aborted');
    const started = once(call, 'started');
    const slow = await serve([
      operation('read-book', async (_, context) => {
        context?.whenGone?.(() => call.emit('aborted', 'in time'));
        call.emit('started');
        await aborted;
        return value(1);
      }),
    ]);
    const { port } = new URL(slow.url);
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read-book"}}';
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await started;
    socket.destroy();
    expect(await aborted).toEqual(['in time']);
    await slow.close();
  });

  test('a call that has been answered is not aborted afterwards', async () => {
    let aborted = false;
    const quick = await serve([
      operation('find-book', (_, context) => {
        context?.whenGone?.(() => (aborted = true));
        return Promise.resolve(value(1));
      }),
    ]);
    await send(quick.url, 'POST', json, '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find-book"}}');
    await quick.close();
    expect(aborted).toBe(false);
  });

  test('a defect is told to the operator, and to the client only that there was one', async () => {
    const defects: unknown[] = [];
    const broken = await serve([operation('burn-book', () => Promise.reject(new Error('ashes in /etc/secret')))], {
      onDefect: (error) => defects.push(error),
    });
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"burn-book"}}';
    const answer = await send(broken.url, 'POST', json, body);
    expect([answer.status, answer.body.error.code, answer.body.id]).toEqual([200, -32603, 1]);
    expect(answer.text).not.toMatch(/ashes|secret|at /);
    expect(defects).toEqual([new Error('ashes in /etc/secret')]);
    await broken.close();
  });

  test('a guard that throws does not take the server down', async () => {
    const defects: unknown[] = [];
    const broken = await serve([], {
      guard: () => {
        throw new Error('no');
      },
      onDefect: (error) => defects.push(error),
    });
    expect((await send(broken.url, 'POST', json, ping)).body.error.code).toBe(-32603);
    expect(defects).toHaveLength(1);
    await broken.close();
  });
});
