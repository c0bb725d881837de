import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Exchange } from '../exchange.ts';
import { createSeal } from '../seal.ts';
import { ada, greet } from '../testing-asking.ts';
import { meta2026, send2026, serve, type TestServer } from '../testing.ts';
import { settleByRetry } from './settle-by-retry.ts';

const canAnswer = { ...meta2026, 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } };
const answered = { inputResponses: { name: ada } };

describe('what one round of a request tells the next', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await serve([], { extend: () => ({ tools: [greet, { ...greet, name: 'welcome' }] }) });
  });
  afterEach(() => server.close());

  const call = async (more: object = {}) =>
    (await send2026(server.url, 'tools/call', { name: 'greet', arguments: {}, _meta: canAnswer, ...more })).body;
  const ask = async (): Promise<string> => (await call()).result.requestState;

  test('comes back with the answers', async () => {
    expect((await call({ ...answered, requestState: await ask() })).result).toMatchObject({
      resultType: 'complete',
      content: [{ text: 'Hello, Ada!' }],
    });
  });

  test('may come again, as it allows nothing that was not allowed before', async () => {
    const requestState = await ask();
    await call({ ...answered, requestState });
    expect((await call({ ...answered, requestState })).result).toMatchObject({ resultType: 'complete' });
  });

  test.each<[string, (state: string) => object]>([
    ['with a character more', (state) => ({ requestState: `${state}A` })],
    ['with a character less', (state) => ({ requestState: state.slice(0, -1) })],
    ['with another signature', (state) => ({ requestState: `${state.split('.')[0]}.AAAA` })],
    ['without a signature', (state) => ({ requestState: state.split('.')[0] })],
    ['that is empty', () => ({ requestState: '' })],
    ['that is no text', () => ({ requestState: { state: 'asked' } })],
    ['of another tool', (requestState) => ({ requestState, name: 'welcome' })],
    ['of other arguments', (requestState) => ({ requestState, arguments: { word: 'Bye' } })],
    ['with answers that are no object', (requestState) => ({ requestState, inputResponses: [ada] })],
  ])('is refused %s', async (_, change) => {
    const { error } = await call({ ...answered, ...change(await ask()) });
    expect(error).toMatchObject({ code: -32602, message: expect.any(String) });
  });

  test('is worth nothing after ten minutes: then the questions are asked again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const requestState = await ask();
      vi.setSystemTime(Date.now() + 10 * 60_000 - 1);
      expect((await call({ ...answered, requestState })).result.resultType).toBe('complete');
      vi.setSystemTime(Date.now() + 2);
      expect((await call({ ...answered, requestState })).result.resultType).toBe('input_required');
    } finally {
      vi.useRealTimers();
    }
  });

  test('is worth nothing to another server', async () => {
    const requestState = await ask();
    await server.close();
    server = await serve([], { extend: () => ({ tools: [greet] }) });
    expect((await call({ ...answered, requestState })).error.code).toBe(-32602);
  });

  test('answers to questions that nobody asked are no answers', async () => {
    expect((await call(answered)).result.resultType).toBe('input_required');
    const requestState = await ask();
    const { result } = await call({ inputResponses: { __proto__: null, toString: ada }, requestState });
    expect(result.resultType).toBe('input_required');
  });

  test('a client that did not say it can answer is not asked', async () => {
    const { status, body } = await send2026(server.url, 'tools/call', { name: 'greet' });
    expect([status, body.error.code]).toEqual([400, -32021]);
    expect(body.error.data).toEqual({ requiredCapabilities: { elicitation: { form: {} } } });
  });
});

test('what one round tells the next is the caller’s alone', async () => {
  const settle = settleByRetry(createSeal('library'), () => ({ elicitation: {} }));
  const exchange = (id: string | undefined): Exchange => ({
    caller: id === undefined ? undefined : { id, scopes: undefined },
    session: undefined,
    introduce: () => undefined,
    canNotify: false,
    notify: () => undefined,
    ask: undefined,
    whenGone: () => undefined,
    cancel: () => undefined,
  });
  const ask = (caller: string | undefined, params: Readonly<Record<string, unknown>> = {}) =>
    settle({ method: 'tools/call', subject: 'greet', params, exchange: exchange(caller) }, async ({ state }) =>
      state === undefined ? { kind: 'input-required', requests: {}, state: 'asked' } : { greeted: true },
    );
  const first = await ask('ada');
  const { requestState } = first as { readonly requestState: string }; // as the first round has it
  expect(await ask('ada', { requestState })).toEqual({ greeted: true });
  for (const other of ['bob', '', undefined]) {
    expect(await ask(other, { requestState })).toMatchObject({ kind: 'error', code: -32602 });
  }
});
