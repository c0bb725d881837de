import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { WorkState } from '../../../operation/work.ts';
import { json, meta2026, operation, send2026, serve, value, type TestServer } from '../testing.ts';

const tasks = { extensions: { 'io.modelcontextprotocol/tasks': {} } };

describe('a tool whose call goes on as a task', () => {
  let server: TestServer;
  let state: WorkState;
  let looks: unknown[];
  let cancelled: unknown[];
  beforeEach(async () => {
    state = { status: 'working', message: 'Printing', lookAfter: 60_000 };
    [looks, cancelled] = [[], []];
    server = await serve([
      operation('print-book', value({ run: 'r-1' }), {
        work: {
          handleOf: (outcome, { id }) => (outcome.kind === 'value' ? { run: 'r-1', of: String(id) } : undefined),
          look: (handle) => (looks.push(handle), Promise.resolve(state)),
          cancel: (handle) => (cancelled.push(handle), Promise.resolve()),
        },
        inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
      }),
      operation('get-book', value({ title: 'Emma' })),
    ]);
  });
  afterEach(() => server.close());

  const ask = async (method: string, params: object, capabilities: object = tasks, more: object = {}) => {
    const _meta = { ...meta2026, 'io.modelcontextprotocol/clientCapabilities': capabilities };
    const name = 'taskId' in params ? { 'mcp-name': String(params.taskId) } : {};
    return (await send2026(server.url, method, { ...params, _meta }, { ...name, ...more })).body;
  };
  const start = async (): Promise<string> =>
    (await ask('tools/call', { name: 'print-book', arguments: { id: 'emma' } })).result.taskId;

  test('says so in server/discover', async () => {
    expect((await ask('server/discover', {})).result.capabilities).toMatchObject(tasks);
  });

  test('answers at once with the task, to clients that follow tasks', async () => {
    expect((await ask('tools/call', { name: 'print-book', arguments: {} })).result).toMatchObject({
      resultType: 'task',
      taskId: expect.any(String),
      status: 'working',
      createdAt: expect.stringMatching(/^\d{4}-/),
      lastUpdatedAt: expect.any(String),
      ttlMs: 86_400_000,
      pollIntervalMs: 2000,
    });
    expect((await ask('tools/call', { name: 'print-book', arguments: {} }, {})).result).toMatchObject({
      resultType: 'complete',
      structuredContent: { run: 'r-1' },
    });
    expect((await ask('tools/call', { name: 'get-book', arguments: {} })).result.resultType).toBe('complete');
  });

  test('is looked at upstream, by what its id says', async () => {
    const taskId = await start();
    expect((await ask('tasks/get', { taskId })).result).toMatchObject({
      resultType: 'complete',
      taskId,
      status: 'working',
      statusMessage: 'Printing',
      pollIntervalMs: 60_000,
    });
    expect(looks).toEqual([{ run: 'r-1', of: 'emma' }]);
  });

  test('ends with what the call would have come to', async () => {
    const taskId = await start();
    state = { status: 'done', outcome: value({ copies: 3 }) };
    expect((await ask('tasks/get', { taskId })).result).toMatchObject({
      status: 'completed',
      result: { content: [{ type: 'text', text: '{"copies":3}' }], structuredContent: { copies: 3 } },
    });
  });

  test('looks that come too soon are answered from the last one', async () => {
    const taskId = await start();
    for (let count = 0; count < 5; count++) await ask('tasks/get', { taskId });
    expect(looks).toHaveLength(1);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 60_000);
    await ask('tasks/get', { taskId });
    vi.useRealTimers();
    expect(looks).toHaveLength(2);
  });

  test('can be cancelled', async () => {
    const taskId = await start();
    await ask('tasks/get', { taskId });
    expect((await ask('tasks/cancel', { taskId })).result).toMatchObject({ resultType: 'complete' });
    expect(cancelled).toEqual([{ run: 'r-1', of: 'emma' }]);
    state = { status: 'cancelled' };
    expect((await ask('tasks/get', { taskId })).result.status).toBe('cancelled');
  });

  test.each(['tasks/get', 'tasks/cancel'])('%s knows no id that was not given out', async (method) => {
    const taskId = await start();
    for (const wrong of ['', 'r-1', `${taskId}x`, taskId.replace('.', '..')]) {
      expect((await ask(method, { taskId: wrong })).error.code).toBe(-32602);
    }
    expect([looks, cancelled]).toEqual([[], []]);
  });

  test('is refused to a client that does not say it follows tasks', async () => {
    const taskId = await start();
    expect((await ask('tasks/get', { taskId }, {})).error).toMatchObject({
      code: -32021,
      data: { requiredCapabilities: tasks },
    });
  });

  test('its name must be in the header', async () => {
    const taskId = await start();
    expect((await ask('tasks/get', { taskId }, tasks, { 'mcp-name': 'another' })).error.code).toBe(-32020);
  });

  test('is gone after a day', async () => {
    const taskId = await start();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 86_400_001);
    const { error } = await ask('tasks/get', { taskId });
    vi.useRealTimers();
    expect(error.code).toBe(-32602);
  });

  test('tells a client that listens how it goes on', async () => {
    state = { status: 'working', lookAfter: 20 };
    const taskId = await start();
    const response = await fetch(server.url, {
      method: 'POST',
      headers: {
        ...json,
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'subscriptions/listen',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 9,
        method: 'subscriptions/listen',
        params: {
          _meta: { ...meta2026, 'io.modelcontextprotocol/clientCapabilities': tasks },
          notifications: { taskIds: [taskId, 'not-mine'] },
        },
      }),
    });
    let heard = '';
    for await (const chunk of response.body ?? []) {
      heard += new TextDecoder().decode(chunk);
      if (heard.includes('"status":"working"')) state = { status: 'done', outcome: value({ copies: 3 }) };
      if (heard.includes('"status":"completed"')) break;
    }
    const messages = heard
      .split('\n')
      .flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6))] : []));
    expect(messages).toMatchObject([
      { method: 'notifications/subscriptions/acknowledged', params: { notifications: { taskIds: [taskId] } } },
      { method: 'notifications/tasks', params: { taskId, status: 'working' } },
      {
        method: 'notifications/tasks',
        params: { taskId, status: 'completed', result: { content: expect.any(Array) } },
      },
    ]);
  });
});
