import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { ExtendedServer } from '../extension.ts';
import { createMcpFace, type McpFace } from '../face.ts';
import { json, listen, meta2026, operation, value, type TestServer } from '../testing.ts';

describe('clients that listen', () => {
  let server: TestServer;
  let face: McpFace;
  let extended: ExtendedServer;
  beforeEach(async () => {
    face = createMcpFace({
      name: 'library',
      version: '1.2.3',
      tools: [operation('get-book', value({}))],
      guard: () => undefined,
      extend(given) {
        extended = given;
        return undefined;
      },
    });
    server = await listen((request, response) => face.handle(request, response));
  });
  afterEach(() => server.close());

  const subscribe = (notifications: object): Promise<Response> =>
    fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        ...json,
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'subscriptions/listen',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 'l-1',
        method: 'subscriptions/listen',
        params: { _meta: meta2026, notifications },
      }),
    });

  test('2026: hear of what they asked for and nothing else, until the server goes away', async () => {
    const response = await subscribe({ toolsListChanged: true, resourceSubscriptions: ['book://emma'] });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    extended.changed({ kind: 'prompts' });
    extended.changed({ kind: 'resource', uri: 'book://persuasion' });
    extended.changed({ kind: 'tools' });
    extended.changed({ kind: 'resource', uri: 'book://emma' });
    face.retire();
    const messages = (await response.text())
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => JSON.parse(line.slice(6)) as unknown);
    const _meta = { 'io.modelcontextprotocol/subscriptionId': 'l-1' };
    expect(messages).toEqual([
      {
        jsonrpc: '2.0',
        method: 'notifications/subscriptions/acknowledged',
        params: { _meta, notifications: { toolsListChanged: true, resourceSubscriptions: ['book://emma'] } },
      },
      { jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: { _meta } },
      { jsonrpc: '2.0', method: 'notifications/resources/updated', params: { uri: 'book://emma', _meta } },
      // A face that is retired may come back with other tools.
      { jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: { _meta } },
      expect.objectContaining({
        id: 'l-1',
        result: expect.objectContaining({ resultType: 'complete', _meta: expect.objectContaining(_meta) }),
      }),
    ]);
  });

  test('2026: without a stream there is no listening', async () => {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        ...json,
        accept: 'application/json',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'subscriptions/listen',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'subscriptions/listen',
        params: { _meta: meta2026, notifications: {} },
      }),
    });
    expect(response.status).toBe(406);
  });

  test('2025: hear of all lists on the stream of their session', async () => {
    const client = new ClientV1({ name: 'test', version: '1' });
    const heard = new Promise((resolve) => client.setNotificationHandler(ToolListChangedNotificationSchema, resolve));
    await client.connect(new TransportV1(new URL(`${server.url}/mcp`)));
    const again = setInterval(() => extended.changed({ kind: 'tools' }), 10);
    expect(await heard).toMatchObject({ method: 'notifications/tools/list_changed' });
    clearInterval(again);
    await client.close();
  });
});
