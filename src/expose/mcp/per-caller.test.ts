import { afterEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../operation/caller.ts';
import type { CallContext } from '../../operation/operation.ts';
import { createCallers } from '../http/callers/create-callers.ts';
import { perCaller } from './per-caller.ts';
import { operation, send2025, serve, value, type TestServer } from './testing.ts';

const withScopes = (...scopes: readonly string[]): Caller => ({ id: 'someone', scopes: new Set(scopes) });

describe('a view', () => {
  const items = [[], ['a'], ['b'], ['b', 'a']] as const;
  let made = 0;
  const view = perCaller<readonly string[], string>(
    items,
    (item) => item,
    (visible) => `${++made}: ${visible.map((item) => item.join('+')).join(' ')}`,
  );

  it('holds what a caller may use, and is made once for all who may use the same', () => {
    expect(view(undefined)).toBe('1:  a b b+a');
    expect(view({ id: 'everyone', scopes: undefined })).toBe('1:  a b b+a');
    expect(view(withScopes('a', 'b', 'c'))).toBe('1:  a b b+a');
    expect(view(withScopes('a'))).toBe('2:  a');
    expect(view(withScopes('c'))).toBe('3: ');
    expect(view(withScopes('d', 'a'))).toBe('2:  a');
  });

  it('is not kept for ever, where there are very many', () => {
    let count = 0;
    const names = Array.from({ length: 200 }, (_, index) => `s${index}`);
    const views = perCaller(
      names,
      (name) => [name],
      () => ++count,
    );
    for (const name of names) views(withScopes(name));
    expect([views(withScopes('s199')), count]).toEqual([201, 201]);
    expect(views(withScopes('s0'))).toBe(202);
  });
});

describe('a call', () => {
  let server: TestServer;
  afterEach(() => server.close());

  it('knows who made it', async () => {
    const contexts: (CallContext | undefined)[] = [];
    const tool = operation('look', (_, context) => {
      contexts.push(context);
      return Promise.resolve(value(1));
    });
    const options = { name: 'A server', scopes: [], timeout: 1000 };
    const callers = createCallers({ type: 'bearer', token: 't0ken' }, options);
    server = await serve([tool], { callers });
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'look' } };
    await send2025(server.url, message, { authorization: 'Bearer t0ken' });
    expect(contexts).toMatchObject([{ caller: { id: 'bearer', scopes: undefined } }]);
  });
});
