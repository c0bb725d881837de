import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { ClientOptions } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { McpPrompt } from './prompts/prompt.ts';
import type { McpResource } from './resources/resource.ts';
import { serve } from './testing.ts';
import type { TestServer } from './testing.ts';

/** What the tests need of a client, which all of them have in their own types. */
interface AnyClient {
  getServerCapabilities(): object | undefined;
  listResources(params?: { cursor?: string }): Promise<{ resources: { uri: string }[]; nextCursor?: string }>;
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  readResource(params: { uri: string }): Promise<{ contents: object[] }>;
  listPrompts(): Promise<{ prompts: object[] }>;
  getPrompt(params: { name: string; arguments?: Record<string, string> }): Promise<object>;
  complete(params: {
    ref: { type: 'ref/resource'; uri: string };
    argument: { name: string; value: string };
  }): Promise<{ completion: object }>;
  close(): Promise<void>;
}

const info = { name: 'test', version: '1.0.0' };

async function clientV2(url: string, options?: ClientOptions): Promise<AnyClient> {
  const client = new Client(info, options);
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client as AnyClient; // its types say more than is needed here, and with `undefined` where these leave out
}

async function clientV1(url: string): Promise<AnyClient> {
  const client = new ClientV1(info);
  await client.connect(new TransportV1(new URL(url)));
  return client as AnyClient; // likewise
}

const shelves = Array.from({ length: 1200 }, (_, index): McpResource => {
  const uri = `library://shelves/${index}`;
  return { uri, name: `shelf-${index}`, read: async () => ({ kind: 'contents', contents: [{ uri, blob: 'AAH/' }] }) };
});

const book: McpResource = {
  uriTemplate: 'library://books/{title}',
  name: 'book',
  mimeType: 'text/plain',
  values: { title: ['Emma', 'Émile'] },
  read: async (uri, { title = '' }) =>
    title === 'Émile' || title === 'Emma'
      ? { kind: 'contents', contents: [{ uri, mimeType: 'text/plain', text: title }] }
      : { kind: 'nothing' },
};

const recommend: McpPrompt = {
  name: 'recommend',
  arguments: [{ name: 'taste', required: true }],
  get: async ({ taste = '' }) => ({
    kind: 'messages',
    messages: [
      { role: 'user', content: { type: 'text', text: taste } },
      { role: 'user', content: { type: 'image', data: 'iVBORw0KGgo=', mimeType: 'image/png' } },
      { role: 'assistant', content: { type: 'resource', resource: { uri: 'library://rules', text: 'Quiet!' } } },
    ],
  }),
};

describe.each<[string, (url: string) => Promise<AnyClient>]>([
  ['SDK v1', clientV1],
  ['SDK v2 as it comes (2025-11-25)', (url) => clientV2(url)],
  ['SDK v2, bound to 2026-07-28', (url) => clientV2(url, { versionNegotiation: { mode: { pin: '2026-07-28' } } })],
])('%s', (_, connect) => {
  let server: TestServer;
  let client: AnyClient;
  beforeAll(async () => {
    server = await serve([], { resources: [...shelves, book], prompts: [recommend] });
    client = await connect(server.url);
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  test('learns what the server has', () => {
    const changing = { listChanged: true };
    expect(client.getServerCapabilities()).toMatchObject({ resources: changing, prompts: changing, completions: {} });
    expect(client.getServerCapabilities()).not.toHaveProperty('tools');
  });

  test('lists the resources, page by page where it is left to', async () => {
    const uris = new Set<string>();
    let page = await client.listResources();
    for (;;) {
      for (const { uri } of page.resources) uris.add(uri);
      if (page.nextCursor === undefined) break;
      page = await client.listResources({ cursor: page.nextCursor });
    }
    expect(uris.size).toBe(1200);
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(1);
  });

  test('reads texts and bytes', async () => {
    const read = await client.readResource({ uri: 'library://books/%C3%89mile' });
    expect(read.contents).toEqual([{ uri: 'library://books/%C3%89mile', mimeType: 'text/plain', text: 'Émile' }]);
    const bytes = await client.readResource({ uri: 'library://shelves/7' });
    expect(bytes.contents).toEqual([{ uri: 'library://shelves/7', blob: 'AAH/' }]);
  });

  test('is told what there is none of', async () => {
    await expect(client.readResource({ uri: 'library://books/Ulysses' })).rejects.toThrow(/not found/);
    await expect(client.readResource({ uri: 'library:nowhere' })).rejects.toThrow(/not found/);
  });

  test('gets a prompt with all it can hold', async () => {
    expect((await client.listPrompts()).prompts).toMatchObject([{ name: 'recommend', arguments: [{ name: 'taste' }] }]);
    expect(await client.getPrompt({ name: 'recommend', arguments: { taste: 'poems' } })).toMatchObject({
      messages: [{ content: { text: 'poems' } }, { content: { type: 'image' } }, { content: { type: 'resource' } }],
    });
    await expect(client.getPrompt({ name: 'recommend' })).rejects.toThrow(/taste/);
  });

  test('has a placeholder completed', async () => {
    const ref = { type: 'ref/resource', uri: 'library://books/{title}' } as const;
    const { completion } = await client.complete({ ref, argument: { name: 'title', value: 'é' } });
    expect(completion).toEqual({ values: ['Émile'], total: 1, hasMore: false });
  });
});
