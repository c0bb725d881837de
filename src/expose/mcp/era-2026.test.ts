import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { meta2026, operation, send, send2026, serve, value } from './testing.ts';
import type { TestServer } from './testing.ts';

describe('MCP 2026-07-28', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve([
      operation('find-book', value({ title: 'Emma' })),
      operation('naïve-book', value(1)),
      operation('no-book', {
        kind: 'failure',
        failure: { code: 'upstream-timeout', status: 504, detail: 'Too slow.', retry: 'safe' },
      }),
    ]);
  });
  afterAll(() => server.close());

  const serverInfo = { 'io.modelcontextprotocol/serverInfo': { name: 'library', version: '1.2.3' } };

  test('server/discover introduces the server', async () => {
    const { status, body, headers } = await send2026(server.url, 'server/discover');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(headers['mcp-session-id']).toBeUndefined();
    expect(body).toEqual({
      jsonrpc: '2.0',
      id: 7,
      result: {
        resultType: 'complete',
        supportedVersions: ['2026-07-28'],
        capabilities: { tools: { listChanged: true } },
        instructions: 'Lends books.',
        ttlMs: 300_000,
        cacheScope: 'public',
        _meta: serverInfo,
      },
    });
  });

  test('tools/list may be cached', async () => {
    const { result } = (await send2026(server.url, 'tools/list')).body;
    expect(result).toMatchObject({ resultType: 'complete', ttlMs: 300_000, cacheScope: 'public', _meta: serverInfo });
    expect(result.tools.map((tool: { name: string }) => tool.name)).toEqual(['find-book', 'naïve-book', 'no-book']);
  });

  test('tools/call answers with a result that says it is complete and who gave it', async () => {
    const { body } = await send2026(server.url, 'tools/call', { name: 'find-book' });
    expect(body.result).toEqual({
      resultType: 'complete',
      content: [{ type: 'text', text: '{"title":"Emma"}' }],
      structuredContent: { title: 'Emma' },
      _meta: serverInfo,
    });
  });

  test('a failed call keeps the server’s name beside its error', async () => {
    const { result } = (await send2026(server.url, 'tools/call', { name: 'no-book' })).body;
    expect(result.isError).toBe(true);
    expect(result._meta).toEqual({ ...serverInfo, 'capstan/error': { code: 'upstream-timeout', retry: 'safe' } });
  });

  test.each([
    ['a name with spaces around it, as HTTP allows', 'find-book', '  find-book\t'],
    ['a name in Base64', 'find-book', '=?base64?ZmluZC1ib29r?='],
    ['a name that only Base64 can carry', 'naïve-book', `=?base64?${Buffer.from('naïve-book').toString('base64')}?=`],
  ])('accepts in Mcp-Name %s', async (_, name, header) => {
    const { status, body } = await send2026(server.url, 'tools/call', { name }, { 'mcp-name': header });
    expect([status, body.result.resultType]).toEqual([200, 'complete']);
  });

  const { 'io.modelcontextprotocol/protocolVersion': _version, ...noVersion } = meta2026;
  const { 'io.modelcontextprotocol/clientCapabilities': _capabilities, ...noCapabilities } = meta2026;
  const otherVersion = { ...meta2026, 'io.modelcontextprotocol/protocolVersion': '2031-01-01' };
  const call = { name: 'find-book' };

  test.each<[string, number, number, string, Record<string, unknown>, Record<string, string | undefined>]>([
    ['no _meta', 400, -32602, 'tools/list', { _meta: undefined }, {}],
    ['_meta that is no object', 400, -32602, 'tools/list', { _meta: [] }, {}],
    ['_meta without the revision', 400, -32602, 'tools/list', { _meta: noVersion }, {}],
    ['_meta without the client’s capabilities', 400, -32602, 'tools/list', { _meta: noCapabilities }, {}],
    ['no MCP-Protocol-Version', 400, -32020, 'tools/list', {}, { 'mcp-protocol-version': undefined }],
    [
      'another MCP-Protocol-Version than in _meta',
      400,
      -32020,
      'tools/list',
      {},
      { 'mcp-protocol-version': '2025-11-25' },
    ],
    ['another revision in _meta than in the header', 400, -32020, 'tools/list', { _meta: otherVersion }, {}],
    [
      'a revision nobody knows',
      400,
      -32022,
      'tools/list',
      { _meta: otherVersion },
      { 'mcp-protocol-version': '2031-01-01' },
    ],
    ['no Mcp-Method', 400, -32020, 'tools/list', {}, { 'mcp-method': undefined }],
    ['another Mcp-Method', 400, -32020, 'tools/list', {}, { 'mcp-method': 'tools/call' }],
    ['Mcp-Method in capitals', 400, -32020, 'tools/list', {}, { 'mcp-method': 'TOOLS/LIST' }],
    ['no Mcp-Name', 400, -32020, 'tools/call', call, { 'mcp-name': undefined }],
    ['another Mcp-Name', 400, -32020, 'tools/call', call, { 'mcp-name': 'burn-book' }],
    ['broken Base64 in Mcp-Name', 400, -32020, 'tools/call', call, { 'mcp-name': '=?base64?ZmluZC1ib29?=' }],
    ['no Mcp-Name for a resource', 400, -32020, 'resources/read', { uri: 'a:b' }, { 'mcp-name': undefined }],
    ['a method nobody knows', 404, -32601, 'books/burn', {}, {}],
    ['initialize, which this revision does not have', 404, -32601, 'initialize', {}, {}],
    ['ping, which this revision does not have', 404, -32601, 'ping', {}, {}],
    ['a method not offered here', 404, -32601, 'logging/setLevel', {}, {}],
    ['a tool without a name', 200, -32602, 'tools/call', {}, {}],
    ['a tool nobody knows', 200, -32602, 'tools/call', { name: 'burn-book' }, {}],
    ['arguments that are no object', 200, -32602, 'tools/call', { ...call, arguments: ['x'] }, {}],
    ['a cursor this server never gave', 200, -32602, 'tools/list', { cursor: 'x' }, {}],
  ])('refuses %s: HTTP %i, error %i', async (_, status, code, method, params, headers) => {
    const answer = await send2026(server.url, method, params, headers);
    expect([answer.status, answer.body.error.code, answer.body.id]).toEqual([status, code, 7]);
    expect(answer.body.error.message).toMatch(/\w.*\.$/s);
  });

  test('a header that can’t be read is not said to differ', async () => {
    const { body } = await send2026(server.url, 'tools/call', call, { 'mcp-name': '=?base64?!?=' });
    expect(body.error.message).toBe('The Mcp-Name header holds Base64 that cannot be read.');
  });

  test('an unknown revision is told which are known', async () => {
    const { body } = await send2026(
      server.url,
      'server/discover',
      { _meta: otherVersion },
      { 'mcp-protocol-version': '2031-01-01' },
    );
    expect(body.error.data).toEqual({ supported: ['2026-07-28'], requested: '2031-01-01' });
  });

  test('a notification is accepted and not answered', async () => {
    const headers = { 'content-type': 'application/json', 'mcp-protocol-version': '2026-07-28' };
    const message = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    const answer = await send(server.url, 'POST', headers, JSON.stringify(message));
    expect([answer.status, answer.text]).toEqual([202, '']);
  });
});
