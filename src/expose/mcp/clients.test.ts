import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { ClientOptions } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Json } from '../../json/json.ts';
import type { Operation } from '../../operation/operation.ts';
import { listen, operation, serve, value } from './testing.ts';
import type { TestServer } from './testing.ts';

/** What the tests need of a client, which all of them have in their own types. */
interface AnyClient {
  listTools(): Promise<{ tools: { name: string; outputSchema?: unknown }[] }>;
  callTool(params: { name: string; arguments?: Record<string, unknown> }): Promise<object>;
  getServerVersion(): unknown;
  getInstructions(): string | undefined;
  close(): Promise<void>;
}

const info = { name: 'test', version: '1.0.0' };

async function clientV2(url: string, options?: ClientOptions): Promise<AnyClient> {
  const client = new Client(info, options);
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

async function clientV1(url: string): Promise<AnyClient> {
  const client = new ClientV1(info);
  await client.connect(new TransportV1(new URL(url)));
  return client;
}

describe.each<[string, (url: string) => Promise<AnyClient>]>([
  ['SDK v1', clientV1],
  ['SDK v2 as it comes (2025-11-25)', (url) => clientV2(url)],
  ['SDK v2, choosing the revision itself', (url) => clientV2(url, { versionNegotiation: { mode: 'auto' } })],
  ['SDK v2, bound to 2026-07-28', (url) => clientV2(url, { versionNegotiation: { mode: { pin: '2026-07-28' } } })],
])('%s', (_, connect) => {
  let upstream: TestServer;
  let server: TestServer;
  let client: AnyClient;
  beforeAll(async () => {
    upstream = await listen((request, response) => {
      const found = request.url === '/books/emma';
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json', 'x-request-id': 'r-9' });
      response.end(found ? '{"title":"Emma"}' : '{"error":{"message":"No such book"}}');
    });
    server = await serve([
      operation('get-book', fetchBook(upstream.url), {
        resultSchema: { type: 'object', properties: { title: { type: 'string' } } },
      }),
      operation('list-books', value(['Emma']), { resultSchema: { type: 'array', items: { type: 'string' } } }),
      operation('count-books', value(1), { resultSchema: undefined }),
    ]);
    client = await connect(server.url);
  });
  afterAll(async () => {
    await client.close();
    await server.close();
    await upstream.close();
  });

  test('learns who the server is', () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'library', version: '1.2.3' });
    expect(client.getInstructions()).toBe('Lends books.');
  });

  test('lists the tools', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['get-book', 'list-books', 'count-books']);
  });

  test('gets structured content that it finds to be as declared', async () => {
    await client.listTools(); // Only then does a client check results against the declared schemas.
    expect(await client.callTool({ name: 'get-book', arguments: { id: 'emma' } })).toMatchObject({
      content: [{ type: 'text', text: '{"title":"Emma"}' }],
      structuredContent: { title: 'Emma' },
    });
    expect(await client.callTool({ name: 'list-books' })).toMatchObject({ structuredContent: { result: ['Emma'] } });
    expect(await client.callTool({ name: 'count-books' })).toMatchObject({ content: [{ type: 'text', text: '1' }] });
  });

  test('gets a refusal as a result with isError, which its output schema does not hinder', async () => {
    await client.listTools();
    const result = await client.callTool({ name: 'get-book', arguments: { id: 'emmma' } });
    expect(result).toMatchObject({
      isError: true,
      _meta: { 'capstan/error': { code: 'upstream-refused', status: 404, requestId: 'r-9' } },
    });
  });

  test('gets a protocol error for an unknown tool', async () => {
    await expect(client.callTool({ name: 'get-boook' })).rejects.toThrow(/Did you mean "get-book"\?/);
  });
});

/** The operation a document might hold: one GET, its answer passed on. */
function fetchBook(baseUri: string): Operation['run'] {
  return async ({ id }, context) => {
    const gone = new AbortController();
    context?.whenGone?.(() => gone.abort());
    const response = await fetch(`${baseUri}/books/${String(id)}`, { signal: gone.signal });
    const text = await response.text();
    if (response.ok) return { kind: 'value', value: JSON.parse(text) as Json, text }; // JSON.parse yields nothing else.
    const headers = Object.fromEntries(response.headers);
    return { kind: 'refused', answer: { status: response.status, headers, body: Buffer.from(text) } };
  };
}
