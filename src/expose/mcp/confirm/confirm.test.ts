import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { ConfirmPolicy } from '../../../capability/confirm.ts';
import { meta2026, operation, send2026, serve, value, type TestServer } from '../testing.ts';

const info = { name: 'test', version: '1.0.0' };

describe('a tool that a person must confirm', () => {
  let server: TestServer;
  let calls: object[];
  let policy: ConfirmPolicy;
  beforeEach(async () => {
    calls = [];
    policy = 'require';
    server = await serve(
      [
        operation(
          'burn-book',
          (inputs) => {
            calls.push(inputs);
            return Promise.resolve(value({ burnt: true }));
          },
          {
            hints: { readOnly: false, destructive: true, idempotent: false, openWorld: true },
            inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
          },
        ),
      ],
      { confirm: () => policy },
    );
  });
  afterEach(() => server.close());

  const params = (more: object = {}, capabilities: object = { elicitation: {} }) => ({
    name: 'burn-book',
    arguments: { id: 'emma' },
    _meta: { ...meta2026, 'io.modelcontextprotocol/clientCapabilities': capabilities },
    ...more,
  });
  const call = async (more?: object, capabilities?: object) =>
    (await send2026(server.url, 'tools/call', params(more, capabilities))).body;
  const accept = { confirm: { action: 'accept', content: {} } };

  test('2026: the question is the result, and names the call', async () => {
    const { result } = await call();
    expect(result).toMatchObject({
      resultType: 'input_required',
      inputRequests: {
        confirm: {
          method: 'elicitation/create',
          params: { mode: 'form', message: 'Allow burn-book with\n  id: "emma"' },
        },
      },
      requestState: expect.any(String),
    });
    expect(calls).toEqual([]);
  });

  test('2026: with consent it runs, once', async () => {
    const { requestState } = (await call()).result;
    expect((await call({ requestState, inputResponses: accept })).result).toMatchObject({ resultType: 'complete' });
    expect((await call({ requestState, inputResponses: accept })).error).toMatchObject({
      code: -32602,
      message: expect.stringContaining('has been used'),
    });
    expect(calls).toEqual([{ id: 'emma' }]);
  });

  test.each([
    ['of other arguments', { arguments: { id: 'persuasion' } }],
    ['that nobody here has written', { requestState: 'WyJzdGF0ZSIsbnVsbCwiMSJd.AAAA' }],
  ])('2026: a consent %s is none', async (_, wrong) => {
    const { requestState } = (await call()).result;
    expect((await call({ requestState, inputResponses: accept, ...wrong })).error.code).toBe(-32602);
    expect(calls).toEqual([]);
  });

  test('2026: an answer without the question is asked again', async () => {
    expect((await call({ inputResponses: accept })).result.resultType).toBe('input_required');
    expect(calls).toEqual([]);
  });

  test('2026: a consent that comes too late is asked for again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { requestState } = (await call()).result;
      vi.setSystemTime(Date.now() + 11 * 60_000);
      expect((await call({ requestState, inputResponses: accept })).result.resultType).toBe('input_required');
      expect(calls).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each(['decline', 'cancel'])('2026: nothing is sent when the person says %s', async (action) => {
    const { requestState } = (await call()).result;
    const { result } = await call({ requestState, inputResponses: { confirm: { action } } });
    expect(result).toMatchObject({ isError: true, _meta: { 'capstan/error': { code: 'confirmation-missing' } } });
    expect(calls).toEqual([]);
  });

  test('a client that cannot ask is refused where it is required, and served where it is preferred', async () => {
    expect((await call({}, {})).result).toMatchObject({ isError: true });
    expect(calls).toEqual([]);
    await server.close();
    policy = 'prefer';
    server = await serve([operation('burn-book', value({ burnt: true }))], { confirm: () => policy });
    expect((await call({ arguments: {} }, {})).result.isError).toBeUndefined();
  });

  test('2025: the client is asked while it waits', async () => {
    const client = new ClientV1(info, { capabilities: { elicitation: {} } });
    const asked: string[] = [];
    client.setRequestHandler(ElicitRequestSchema, ({ params: { message } }) => {
      asked.push(message);
      return { action: asked.length === 1 ? 'decline' : 'accept', content: {} };
    });
    await client.connect(new TransportV1(new URL(server.url)));
    expect((await client.callTool({ name: 'burn-book', arguments: { id: 'emma' } })).isError).toBe(true);
    expect(calls).toEqual([]);
    await client.callTool({ name: 'burn-book', arguments: { id: 'emma' } });
    expect(calls).toEqual([{ id: 'emma' }]);
    expect(asked).toEqual(Array.from({ length: 2 }, () => 'Allow burn-book with\n  id: "emma"'));
    await client.close();
  });

  test('2025: a client that did not say it can ask is refused', async () => {
    const client = new ClientV1(info);
    await client.connect(new TransportV1(new URL(server.url)));
    expect((await client.callTool({ name: 'burn-book', arguments: {} })).isError).toBe(true);
    expect(calls).toEqual([]);
    await client.close();
  });

  test('a client of the SDK goes through the rounds by itself', async () => {
    const client = new Client(info, {
      capabilities: { elicitation: { form: {} } },
      versionNegotiation: { mode: { pin: '2026-07-28' } },
    });
    client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: {} }));
    await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
    const result = await client.callTool({ name: 'burn-book', arguments: { id: 'emma' } });
    expect(result.structuredContent).toEqual({ burnt: true });
    expect(calls).toEqual([{ id: 'emma' }]);
    await client.close();
  });
});
