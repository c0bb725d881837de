import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { json, operation, send, send2025, serve, value } from './testing.ts';
import type { TestServer } from './testing.ts';

describe('MCP 2025-03-26 to 2025-11-25', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve([operation('find-book', value({ title: 'Emma' }))], { title: 'The library' });
  });
  afterAll(() => server.close());

  const request = (method: string, params?: unknown, id: unknown = 1) => ({ jsonrpc: '2.0', id, method, params });
  const initialize = (protocolVersion: unknown) =>
    request('initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } });

  test.each([
    ['2025-03-26', '2025-03-26'],
    ['2025-06-18', '2025-06-18'],
    ['2025-11-25', '2025-11-25'],
    ['2024-11-05', '2025-11-25'],
    ['2031-01-01', '2025-11-25'],
    ['2026-07-28', '2025-11-25'],
  ])('initialize: asked for %s, the server speaks %s', async (asked, spoken) => {
    const { status, headers, body } = await send(server.url, 'POST', json, JSON.stringify(initialize(asked)));
    expect([status, typeof headers['mcp-session-id']]).toEqual([200, 'string']);
    expect(body).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: {
        protocolVersion: spoken,
        capabilities: { tools: { listChanged: true }, logging: {} },
        serverInfo: { name: 'library', title: 'The library', version: '1.2.3' },
        instructions: 'Lends books.',
      },
    });
  });

  test('initialize settles the revision even where the header names one nobody knows', async () => {
    const { body } = await send2025(server.url, initialize('2031-01-01'), { 'mcp-protocol-version': '2031-01-01' });
    expect(body.result.protocolVersion).toBe('2025-11-25');
  });

  test('results are as these revisions know them, without members of later ones', async () => {
    const list = (await send2025(server.url, request('tools/list'))).body.result;
    expect(Object.keys(list)).toEqual(['tools']);
    const called = (await send2025(server.url, request('tools/call', { name: 'find-book' }))).body.result;
    expect(called).toEqual({
      content: [{ type: 'text', text: '{"title":"Emma"}' }],
      structuredContent: { title: 'Emma' },
    });
  });

  test('ping is answered', async () => {
    expect((await send2025(server.url, request('ping', undefined, 'p'))).body).toEqual({
      jsonrpc: '2.0',
      id: 'p',
      result: {},
    });
  });

  test('a request without MCP-Protocol-Version is served', async () => {
    const { status, body } = await send(server.url, 'POST', json, JSON.stringify(request('ping')));
    expect([status, body.result]).toEqual([200, {}]);
  });

  test('a session id or event id is ignored, as there are no sessions', async () => {
    const headers = { 'mcp-session-id': 'x', 'last-event-id': '3' };
    expect((await send2025(server.url, request('ping'), headers)).status).toBe(200);
  });

  test.each(['notifications/initialized', 'notifications/cancelled', 'notifications/unheard-of'])(
    '%s is accepted and not answered',
    async (method) => {
      const answer = await send2025(server.url, { jsonrpc: '2.0', method });
      expect([answer.status, answer.text]).toEqual([202, '']);
    },
  );

  test('an MCP-Protocol-Version nobody knows is refused, with those that are known', async () => {
    const answer = await send2025(server.url, request('ping'), { 'mcp-protocol-version': '2024-01-01' });
    expect([answer.status, answer.body.error.code]).toEqual([400, -32022]);
    expect(answer.body.error.data.supported).toEqual(['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26']);
  });

  test.each<[string, number, unknown]>([
    ['a method nobody knows', -32601, request('books/burn')],
    ['a method of another era', -32601, request('server/discover')],
    ['a method not offered here', -32601, request('resources/list')],
    ['an object’s own method', -32601, request('constructor')],
    ['a tool nobody knows', -32602, request('tools/call', { name: 'burn-book' })],
    ['a tool named as no text', -32602, request('tools/call', { name: 1 })],
    ['no name of a tool', -32602, request('tools/call')],
    ['arguments that are null', -32602, request('tools/call', { name: 'find-book', arguments: null })],
    ['initialize without a revision', -32602, request('initialize', {})],
    ['a cursor this server never gave', -32602, request('tools/list', { cursor: 'x' })],
  ])('refuses %s within the protocol: HTTP 200, error %i', async (_, code, message) => {
    const { status, body } = await send2025(server.url, message);
    expect([status, body.error.code, body.id]).toEqual([200, code, 1]);
  });

  describe('batches', () => {
    const batch = [request('ping', undefined, 'a'), { jsonrpc: '2.0', method: 'notifications/x' }, request('nope'), 5];

    test.each([{}, { 'mcp-protocol-version': '2025-03-26' }])('are answered in 2025-03-26 (%j)', async (headers) => {
      const { status, body } = await send(server.url, 'POST', { ...json, ...headers }, JSON.stringify(batch));
      expect(status).toBe(200);
      expect(body).toMatchObject([
        { id: 'a', result: {} },
        { id: 1, error: { code: -32601 } },
        { error: { code: -32600 } },
      ]);
    });

    test('of prepared bytes and text are one JSON text', async () => {
      const both = [request('tools/list', {}, 1), request('tools/call', { name: 'find-book' }, 2)];
      const { body } = await send(server.url, 'POST', json, JSON.stringify(both));
      expect(body).toMatchObject([
        { id: 1, result: { tools: [{}] } },
        { id: 2, result: { content: [{}] } },
      ]);
    });

    test('of notifications alone are accepted', async () => {
      const answer = await send(server.url, 'POST', json, JSON.stringify([{ jsonrpc: '2.0', method: 'x' }]));
      expect([answer.status, answer.text]).toEqual([202, '']);
    });

    test.each([
      ['later revisions, which have none', batch, '2025-06-18'],
      ['2026-07-28, which has none', batch, '2026-07-28'],
      ['the empty one', [], '2025-03-26'],
      ['one that is too large', Array.from({ length: 51 }, () => request('ping')), '2025-03-26'],
    ])('are refused: %s', async (_, messages, revision) => {
      const { status, body } = await send2025(server.url, messages, { 'mcp-protocol-version': revision });
      expect([status, body.error.code]).toEqual([400, -32600]);
    });
  });
});
