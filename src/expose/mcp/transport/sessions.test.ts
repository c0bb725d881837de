import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ada, greet } from '../testing-asking.ts';
import { openEvents } from '../testing-events.ts';
import { json, operation, send, send2025, send2026, serve, value, type TestServer } from '../testing.ts';

const request = (method: string, params: object = {}, id: unknown = 1) => ({ jsonrpc: '2.0', id, method, params });
const callGreet = request('tools/call', { name: 'greet' }, 'c-1');
const nothingAsked = { status: 400, body: { error: { code: -32600 } } };

describe('a session', () => {
  let server: TestServer;
  const calls = new EventEmitter();
  beforeEach(async () => {
    const wait = operation('wait', async (_inputs, context) => {
      const gone = once(calls, 'over');
      context?.whenGone?.(() => calls.emit('over', 'cancelled'));
      calls.emit('started');
      return value((await gone)[0] as string);
    });
    const call: typeof greet.call = (inputs, context) => {
      context.whenGone?.(() => calls.emit('left'));
      return greet.call(inputs, context);
    };
    server = await serve([wait], { extend: () => ({ tools: [{ ...greet, call }] }) });
  });
  afterEach(() => server.close());

  const begin = async (url = server.url): Promise<string> => {
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: { elicitation: {} },
      clientInfo: { name: 't', version: '1' },
    };
    return String((await send2025(url, request('initialize', params))).headers['mcp-session-id']);
  };
  const post = (session: string | undefined, message: unknown) =>
    send2025(server.url, message, session === undefined ? {} : { 'mcp-session-id': session });
  const call = (session: string, message: unknown = callGreet) =>
    openEvents(server.url, message, { 'mcp-protocol-version': '2025-11-25', 'mcp-session-id': session });

  test('is asked on the stream of its own request, and answers in a request of its own', async () => {
    const session = await begin();
    const events = await call(session);
    const question = await events.next();
    expect(question).toMatchObject({ method: 'elicitation/create', params: { message: 'Your name?' } });
    expect(await post(session, { jsonrpc: '2.0', id: question.id, result: ada })).toMatchObject({ status: 202 });
    expect(await events.next()).toMatchObject({ id: 'c-1', result: { content: [{ text: 'Hello, Ada!' }] } });
    expect(await events.next()).toBeUndefined();
  });

  test('answers for itself alone', async () => {
    const session = await begin();
    const events = await call(session);
    const answer = { jsonrpc: '2.0', id: (await events.next()).id, result: ada };
    expect(await post(await begin(), answer)).toMatchObject(nothingAsked);
    expect(await post(undefined, answer)).toMatchObject(nothingAsked);
    expect(await post(session, answer)).toMatchObject({ status: 202 });
    expect(await events.next()).toMatchObject({ result: { content: [{ text: 'Hello, Ada!' }] } });
  });

  test('answers once', async () => {
    const session = await begin();
    const events = await call(session);
    const answer = { jsonrpc: '2.0', id: (await events.next()).id, result: ada };
    await post(session, answer);
    expect(await post(session, answer)).toMatchObject(nothingAsked);
  });

  test('has nothing to answer once its call is over', async () => {
    const session = await begin();
    const events = await call(session);
    const { id } = await events.next();
    const left = once(calls, 'left');
    events.leave();
    await left;
    expect(await post(session, { jsonrpc: '2.0', id, result: ada })).toMatchObject(nothingAsked);
  });

  test('may say that it has no answer', async () => {
    const session = await begin();
    const events = await call(session);
    const { id } = await events.next();
    await post(session, { jsonrpc: '2.0', id, error: { code: -1, message: 'The person is asleep' } });
    expect(await events.next()).toMatchObject({
      id: 'c-1',
      error: { message: expect.stringContaining('The person is asleep') },
    });
  });

  test.each([
    ['nobody has given out', () => Promise.resolve('5f1b0c9e-1b7e-4d53-9a50-0123456789ab')],
    ['has been changed', async () => (await begin()).replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))],
    ['another server has given out', beginElsewhere],
  ])('whose id %s says nothing of what its client can do', async (_, getId) => {
    const answer = await post(await getId(), callGreet);
    expect(answer).toMatchObject({ status: 200, body: { id: 'c-1', error: { code: -32600 } } });
  });

  async function beginElsewhere(): Promise<string> {
    const other = await serve([]);
    const session = await begin(other.url);
    await other.close();
    return session;
  }

  test('that has ended is known no more, by whatever method', async () => {
    const session = await begin();
    const headers = { 'mcp-session-id': session };
    expect(await send(server.url, 'DELETE', headers)).toMatchObject({ status: 204 });
    expect(await post(session, callGreet)).toMatchObject({ status: 404 });
    expect(await send(server.url, 'GET', { ...headers, accept: 'text/event-stream' })).toMatchObject({ status: 404 });
    expect(await send(server.url, 'DELETE', headers)).toMatchObject({ status: 404 });
  });

  test('is nothing to 2026-07-28, which has none: not even one that has ended', async () => {
    const session = await begin();
    await send(server.url, 'DELETE', { 'mcp-session-id': session });
    const answer = await send2026(server.url, 'tools/list', {}, { 'mcp-session-id': session, 'last-event-id': '3' });
    expect(answer).toMatchObject({ status: 200, body: { result: { resultType: 'complete' } } });
    expect(answer.headers['mcp-session-id']).toBeUndefined();
  });

  test('gives up its own calls, and no other’s', async () => {
    const [session, other] = [await begin(), await begin()];
    const started = once(calls, 'started');
    const waiting = call(session, request('tools/call', { name: 'wait' }, 'w-1'));
    await started;
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'w-1' } };
    let isOver = false;
    calls.once('over', () => (isOver = true));
    expect(await post(other, cancel)).toMatchObject({ status: 202 });
    expect(await post(undefined, cancel)).toMatchObject({ status: 202 });
    expect(isOver).toBe(false);
    expect(await post(session, cancel)).toMatchObject({ status: 202 });
    expect(isOver).toBe(true);
    await (await waiting).next();
  });

  test('without an event stream cannot be asked', async () => {
    const headers = { ...json, 'mcp-session-id': await begin(), accept: 'application/json' };
    const { body } = await send(server.url, 'POST', headers, JSON.stringify(callGreet));
    expect(body).toMatchObject({ id: 'c-1', error: { code: -32600 } });
  });
});
