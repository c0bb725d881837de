import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Caller } from '../../operation/caller.ts';
import type { Callers } from '../http/callers.ts';
import { createCallers } from '../http/callers/create-callers.ts';
import { mayUse } from '../../operation/caller.ts';
import type { McpPrompt } from './prompts/prompt.ts';
import type { McpResource } from './resources/resource.ts';
import { send2026, serve, type TestServer } from './testing.ts';

const prompt = (name: string, scopes: readonly string[]): McpPrompt => ({
  name,
  arguments: [{ name: 'taste', values: ['poems'] }],
  scopes,
  get: async () => ({ kind: 'messages', messages: [] }),
});

const resource = (uri: string, scopes: readonly string[]): McpResource => ({
  uri,
  name: uri,
  scopes,
  read: async () => ({ kind: 'contents', contents: [{ uri, text: 'Emma' }] }),
});

/** The caller is who its token says, and its scopes are the words behind that. */
function callersByToken(): Callers {
  const base = createCallers({ type: 'bearer', token: 'unused' }, { name: 'Library', scopes: [], timeout: 1000 });
  return {
    ...base,
    check: ({ headers }) => {
      const [id = '', ...scopes] = (headers.authorization ?? '').split(' ').slice(1);
      return { id, scopes: new Set(scopes) };
    },
    forbid: (caller: Caller | undefined, scopes) =>
      mayUse(caller, scopes)
        ? undefined
        : {
            failure: { code: 'caller-not-permitted', status: 403, detail: 'More is needed.', retry: 'never' },
            headers: { 'www-authenticate': `Bearer scope="${scopes.join(' ')}"` },
          },
  };
}

describe('resources and prompts that ask for scopes', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve([], {
      callers: callersByToken(),
      prompts: [prompt('open', []), prompt('closed', ['write'])],
      resources: [resource('library://open', []), resource('library://closed', ['write'])],
    });
  });
  afterAll(() => server.close());

  const ask = (token: string, method: string, params: object, name?: string) =>
    send2026(
      server.url,
      method,
      { ...params },
      { authorization: `Bearer ${token}`, ...(name && { 'mcp-name': name }) },
    );
  const names = async (token: string, method: string, key: string) =>
    (await ask(token, method, {})).body.result[key].map((one: { name: string }) => one.name);

  test.each([
    ['prompts/list', 'prompts', ['open'], ['open', 'closed']],
    ['resources/list', 'resources', ['library://open'], ['library://open', 'library://closed']],
  ])('%s shows a caller what it may use', async (method, key, some, all) => {
    expect(await names('reader read', method, key)).toEqual(some);
    expect(await names('writer read write', method, key)).toEqual(all);
  });

  test.each([
    ['prompts/get', { name: 'closed' }, 'closed'],
    ['resources/read', { uri: 'library://closed' }, 'library://closed'],
  ])('%s of another is refused, with what it takes', async (method, params, name) => {
    const refused = await ask('reader read', method, params, name);
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([403, 'Bearer scope="write"']);
    expect((await ask('writer write', method, params, name)).status).toBe(200);
  });

  test('completion tells nothing of what is not shown', async () => {
    const params = { ref: { type: 'ref/prompt', name: 'closed' }, argument: { name: 'taste', value: 'p' } };
    expect((await ask('reader read', 'completion/complete', params)).body.error.code).toBe(-32602);
    expect((await ask('writer write', 'completion/complete', params)).body.result.completion.values).toEqual(['poems']);
  });

  test('what is for one caller is kept for no other', async () => {
    expect((await ask('reader read', 'prompts/list', {})).body.result.cacheScope).toBe('private');
  });
});
