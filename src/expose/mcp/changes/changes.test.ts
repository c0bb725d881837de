import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { ExtendedServer } from '../extension.ts';
import type { McpResource } from '../resources/resource.ts';
import { createMcpFace, type McpFace } from '../face.ts';
import { json, listen, meta2026, operation, send2025, value, type TestServer } from '../testing.ts';

const book = (name: string): McpResource => ({
  name,
  uri: `book://${name}`,
  read: (uri) => Promise.resolve({ kind: 'contents', contents: [{ uri, text: name }] }),
});

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
        return { resources: [book('emma'), book('persuasion')] };
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

  test('2025: hear of those resources that they have subscribed to', async () => {
    const client = new ClientV1({ name: 'test', version: '1' });
    const heard = new Set<string>();
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void heard.add(params.uri));
    await client.connect(new TransportV1(new URL(`${server.url}/mcp`)));
    expect(client.getServerCapabilities()?.resources).toEqual({ subscribe: true, listChanged: true });
    await client.subscribeResource({ uri: 'book://emma' });
    await client.subscribeResource({ uri: 'book://persuasion' });
    await client.unsubscribeResource({ uri: 'book://persuasion' });
    await expect(client.subscribeResource({ uri: 'book://nowhere' })).rejects.toThrow('Resource not found');
    const again = setInterval(() => {
      extended.changed({ kind: 'resource', uri: 'book://persuasion' });
      extended.changed({ kind: 'resource', uri: 'book://emma' });
    }, 10);
    await expect.poll(() => [...heard]).toEqual(['book://emma']);
    clearInterval(again);
    await client.close();
  });

  test('2025: without a session there is nothing to subscribe with', async () => {
    const message = { jsonrpc: '2.0', id: 1, method: 'resources/subscribe', params: { uri: 'book://emma' } };
    const { body } = await send2025(`${server.url}/mcp`, message);
    expect(body.error).toMatchObject({ code: -32600, message: expect.stringContaining('initialize') });
  });
});
