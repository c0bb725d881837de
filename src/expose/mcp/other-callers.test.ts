import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createCallers } from '../http/callers/create-callers.ts';
import { ada, greet } from './testing-asking.ts';
import { openEvents } from './testing-events.ts';
import { meta2026, operation, send, send2025, send2026, serve, value, type TestServer } from './testing.ts';

const everything = { elicitation: {}, extensions: { 'io.modelcontextprotocol/tasks': {} } };
const _meta = { ...meta2026, 'io.modelcontextprotocol/clientCapabilities': everything };

/** What is given into the hands of one caller is worth nothing in another's. */
describe('of another caller', () => {
  let server: TestServer;
  beforeEach(async () => {
    const options = { name: 'A server', scopes: [], timeout: 1000 };
    // Everybody is let in, and is who they say.
    const callers = {
      ...createCallers({ type: 'bearer', token: 't0ken' }, options),
      check: ({ headers }: { readonly headers: { readonly authorization?: string | undefined } }) => ({
        id: headers.authorization ?? '',
        scopes: undefined,
      }),
    };
    const print = operation('print-book', value({ run: 'r-1' }), {
      work: {
        handleOf: () => 'r-1',
        look: () => Promise.resolve({ status: 'working' }),
        cancel: () => Promise.resolve(),
      },
    });
    server = await serve([print], { callers, extend: () => ({ tools: [greet] }) });
  });
  afterEach(() => server.close());

  const call = async (authorization: string, method: string, params: object) => {
    const name = 'taskId' in params ? { 'mcp-name': String(params.taskId) } : {};
    return (await send2026(server.url, method, { ...params, _meta }, { ...name, authorization })).body;
  };

  test('a task can be neither looked at nor ended', async () => {
    const { taskId } = (await call('ada', 'tools/call', { name: 'print-book' })).result;
    for (const method of ['tasks/get', 'tasks/cancel', 'tasks/update']) {
      const params = { taskId, inputResponses: {} };
      expect((await call('bob', method, params)).error).toMatchObject({ code: -32602 });
      expect((await call('ada', method, params)).result).toMatchObject({ resultType: 'complete' });
    }
  });

  test('a question cannot be answered by what comes back with it', async () => {
    const { requestState } = (await call('ada', 'tools/call', { name: 'greet' })).result;
    const again = { name: 'greet', requestState, inputResponses: { name: ada } };
    expect((await call('bob', 'tools/call', again)).error).toMatchObject({ code: -32602 });
    expect((await call('ada', 'tools/call', again)).result).toMatchObject({ resultType: 'complete' });
  });

  test('a session can be neither used nor ended, nor its questions answered', async () => {
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: everything,
      clientInfo: { name: 't', version: '1' },
    };
    const initialize = { jsonrpc: '2.0', id: 1, method: 'initialize', params };
    const begun = await send2025(server.url, initialize, { authorization: 'ada' });
    const session = { 'mcp-session-id': String(begun.headers['mcp-session-id']) };
    const [own, other] = [
      { ...session, authorization: 'ada' },
      { ...session, authorization: 'bob' },
    ];

    const message = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'greet' } };
    expect((await send2025(server.url, message, other)).body.error.code).toBe(-32600); // it cannot be asked
    expect((await send(server.url, 'DELETE', other)).status).toBe(405);
    expect((await send(server.url, 'GET', { ...other, accept: 'text/event-stream' })).status).toBe(405);

    const events = await openEvents(server.url, message, { 'mcp-protocol-version': '2025-11-25', ...own });
    const answer = { jsonrpc: '2.0', id: (await events.next()).id, result: ada };
    expect((await send2025(server.url, answer, other)).status).toBe(400);
    expect((await send2025(server.url, answer, own)).status).toBe(202);
    expect(await events.next()).toMatchObject({ id: 2, result: { content: [{ text: 'Hello, Ada!' }] } });
  });
});
