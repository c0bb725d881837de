import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { greet } from './testing-asking.ts';
import { openEvents } from './testing-events.ts';
import { json, meta2026, operation, send, send2026, serve, value, type TestServer } from './testing.ts';

/** What MCP 2026-07-28 requires of a server over HTTP, beyond what era-2026.test.ts has. */
describe('MCP 2026-07-28 over HTTP', () => {
  let server: TestServer;
  const calls = new EventEmitter();
  beforeAll(async () => {
    const find = operation('find-book', async (_inputs, context) => {
      context?.progress?.({ done: 1, total: 2 });
      return value({ title: 'Emma' });
    });
    const wait = operation('wait', async (_inputs, context) => {
      const over = once(calls, 'over');
      context?.whenGone?.(() => calls.emit('over'));
      context?.progress?.({ done: 1 });
      await over;
      return value(1);
    });
    const log = { ...greet, name: 'log', call: logALine };
    server = await serve([find, wait], { extend: () => ({ tools: [greet, log] }) });
  });
  afterAll(() => server.close());

  const logALine: typeof greet.call = async (_inputs, { log }) => {
    log('debug', 'a line');
    log('error', { lines: 2 });
    return { content: [] };
  };
  const version = { 'mcp-protocol-version': '2026-07-28' };
  const message = (method: string, params: object = {}) => ({
    jsonrpc: '2.0',
    id: 7,
    method,
    params: { _meta: meta2026, ...params },
  });
  /** A call whose answer may be an event stream. */
  const call = (name: string, meta: object = {}) =>
    openEvents(server.url, message('tools/call', { name, _meta: { ...meta2026, ...meta } }), {
      ...version,
      'mcp-method': 'tools/call',
      'mcp-name': name,
    });

  test.each(['GET', 'DELETE', 'PUT', 'PATCH'])('%s is not allowed', async (method) => {
    const answer = await send(server.url, method, { ...version, accept: 'text/event-stream', 'mcp-session-id': 'x' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });

  test('there are no batches', async () => {
    const { status, body } = await send(
      server.url,
      'POST',
      { ...json, ...version, 'mcp-method': 'tools/list' },
      JSON.stringify([message('tools/list')]),
    );
    expect([status, body.error.code]).toEqual([400, -32600]);
  });

  test('no session is made, whatever is sent', async () => {
    for (const method of ['server/discover', 'initialize']) {
      const { headers } = await send2026(server.url, method, { protocolVersion: '2026-07-28', capabilities: {} });
      expect(headers['mcp-session-id']).toBeUndefined();
    }
  });

  test('who the client is need not be said, and may be', async () => {
    const clientInfo = { 'io.modelcontextprotocol/clientInfo': { name: 'c', version: '1' } };
    for (const _meta of [meta2026, { ...meta2026, ...clientInfo }]) {
      expect((await send2026(server.url, 'tools/list', { _meta })).status).toBe(200);
    }
  });

  test('names of headers may be written in any case', async () => {
    const headers = {
      'Content-Type': 'application/json',
      'MCP-PROTOCOL-VERSION': '2026-07-28',
      'mCp-MeThOd': 'tools/list',
    };
    expect((await send(server.url, 'POST', headers, JSON.stringify(message('tools/list')))).status).toBe(200);
  });

  test.each([
    ['Mcp-Method', { 'mcp-method': 'tools/call, tools/call' }],
    ['Mcp-Name', { 'mcp-name': 'find-book, find-book' }],
    ['MCP-Protocol-Version', { 'mcp-protocol-version': '2026-07-28, 2026-07-28' }],
  ])('%s that comes twice is not what the message says', async (_, headers) => {
    const { status, body } = await send2026(server.url, 'tools/call', { name: 'find-book' }, headers);
    expect([status, body.error.code]).toEqual([400, -32020]);
  });

  test('a name in other case is another name', async () => {
    const { body } = await send2026(server.url, 'tools/call', { name: 'find-book' }, { 'mcp-name': 'Find-Book' });
    expect(body.error.code).toBe(-32020);
  });

  test.each(['ping', 'initialize', 'logging/setLevel', 'resources/subscribe', 'resources/unsubscribe', 'tasks/list'])(
    '%s is a method of other revisions: 404',
    async (method) => {
      const { status, body } = await send2026(server.url, method);
      expect([status, body.error.code, body.id]).toEqual([404, -32601, 7]);
    },
  );

  test.each(['server/discover', 'tools/list'])('%s may be kept by clients, and says for how long', async (method) => {
    const { result } = (await send2026(server.url, method)).body;
    expect(result).toMatchObject({ resultType: 'complete', ttlMs: expect.any(Number), cacheScope: 'public' });
    expect(Number.isSafeInteger(result.ttlMs)).toBe(true);
  });

  test('the list of tools is the same each time', async () => {
    const lists = await Promise.all([1, 2, 3].map(async () => (await send2026(server.url, 'tools/list')).text));
    expect(new Set(lists).size).toBe(1);
  });

  test('an event stream is not held back by what is in between', async () => {
    const events = await call('find-book', { progressToken: 'p' });
    expect(Object.fromEntries(events.response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'x-accel-buffering': 'no',
      'cache-control': expect.stringContaining('no-cache'),
    });
    expect(await events.next()).toMatchObject({
      method: 'notifications/progress',
      params: { progressToken: 'p', progress: 1, total: 2 },
    });
    expect(await events.next()).toMatchObject({ id: 7, result: { resultType: 'complete' } });
    expect(await events.next()).toBeUndefined();
  });

  test.each([[{}], [{ progressToken: null }], [{ progressToken: {} }], [{ progressToken: 1.5 }]])(
    'without a token that is one (%j) there is no progress',
    async (meta) => {
      expect(await (await call('find-book', meta)).next()).toMatchObject({ id: 7 });
    },
  );

  test.each<[object, readonly unknown[]]>([
    [{}, []],
    [{ 'io.modelcontextprotocol/logLevel': 'loud' }, []],
    [{ 'io.modelcontextprotocol/logLevel': 'warning' }, [{ level: 'error', data: { lines: 2 } }]],
    [
      { 'io.modelcontextprotocol/logLevel': 'debug' },
      [
        { level: 'debug', data: 'a line' },
        { level: 'error', data: { lines: 2 } },
      ],
    ],
  ])('nothing is logged to a client but what it wants: %j', async (meta, lines) => {
    const events = await call('log', meta);
    for (const params of lines) expect(await events.next()).toMatchObject({ method: 'notifications/message', params });
    expect(await events.next()).toMatchObject({ id: 7, result: {} });
  });

  test('a question is a result, and never a request on the stream', async () => {
    const events = await call('greet', { 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } });
    expect(await events.next()).toMatchObject({ id: 7, result: { resultType: 'input_required' } });
    expect(await events.next()).toBeUndefined();
  });

  test('a client that closes the stream cancels its request', async () => {
    const over = once(calls, 'over');
    const events = await call('wait', { progressToken: 1 });
    await events.next();
    events.leave();
    await over;
  });

  test('a response is nothing that could be awaited', async () => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 7, result: {} });
    const { status } = await send(server.url, 'POST', { ...json, ...version }, body);
    expect(status).toBe(400);
  });
});
