import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCallers } from '../../http/callers/create-callers.ts';
import { send2025, send2026, serve } from '../testing.ts';
import type { TestServer } from '../testing.ts';
import type { McpResource, ReadOutcome } from './resource.ts';

function text(uri: string, written: string): ReadOutcome {
  return { kind: 'contents', contents: [{ uri, text: written }] };
}

const resources: readonly McpResource[] = [
  {
    uri: 'library://rules',
    name: 'rules',
    title: 'House rules',
    mimeType: 'text/plain',
    size: 6,
    annotations: { audience: ['user'], priority: 0.5 },
    isStatic: true,
    read: async (uri) => text(uri, 'Quiet!'),
  },
  { uri: 'library://books', name: 'books', read: async (uri) => text(uri, 'Emma') },
  {
    uriTemplate: 'library://books/{title}',
    name: 'book',
    description: 'A book.',
    values: { title: ['Emma'] },
    read: async (uri, { title = '' }) => text(uri, title),
  },
  {
    uriTemplate: 'library://{any}',
    name: 'any',
    read: async (_, { any }) => {
      if (any === 'defect') throw new Error('secret stack');
      if (any === 'nothing') return { kind: 'nothing', message: 'It was lent.', data: { until: 'May' } };
      return { kind: 'failed', message: 'The shelf is locked.', data: { code: 'upstream-timeout', retry: 'safe' } };
    },
  },
];

const changing = { listChanged: true };

describe('resources', () => {
  let server: TestServer;
  const defects: unknown[] = [];
  beforeAll(async () => void (server = await serve([], { resources, onDefect: (error) => defects.push(error) })));
  afterAll(() => server.close());

  const read2026 = (uri: unknown) => send2026(server.url, 'resources/read', { uri });
  const ask2025 = (method: string, params: object = {}) =>
    send2025(server.url, { jsonrpc: '2.0', id: 1, method, params });

  test('a server says that it has them, and of nothing else that it has it', async () => {
    const { result } = (await send2026(server.url, 'server/discover')).body;
    expect(result.capabilities).toEqual({ resources: changing, completions: {} });
    const params = { protocolVersion: '2025-11-25' };
    const { capabilities } = (await ask2025('initialize', params)).body.result;
    expect(capabilities).toEqual({ resources: changing, completions: {}, logging: {} });
  });

  const rules = { uri: 'library://rules', name: 'rules', title: 'House rules', mimeType: 'text/plain', size: 6 };
  const fixed = [
    { ...rules, annotations: { audience: ['user'], priority: 0.5 } },
    { uri: 'library://books', name: 'books' },
  ];
  const templates = [
    { uriTemplate: 'library://books/{title}', name: 'book', description: 'A book.' },
    { uriTemplate: 'library://{any}', name: 'any' },
  ];

  test('are listed, those with one URI apart from templates', async () => {
    expect((await ask2025('resources/list')).body.result).toEqual({ resources: fixed });
    expect((await ask2025('resources/templates/list')).body.result).toEqual({ resourceTemplates: templates });
  });

  test('may be kept by clients of 2026-07-28: lists for long, and so what never changes', async () => {
    const lasting = { resultType: 'complete', ttlMs: 300_000, cacheScope: 'public' };
    const list = (await send2026(server.url, 'resources/list')).body.result;
    expect(list).toMatchObject({ ...lasting, resources: fixed, _meta: {} });
    const listOfTemplates = (await send2026(server.url, 'resources/templates/list')).body.result;
    expect(listOfTemplates).toMatchObject({ ...lasting, resourceTemplates: templates });
    expect((await read2026('library://rules')).body.result).toMatchObject(lasting);
    const { result } = (await read2026('library://books')).body;
    expect(result).toMatchObject({ resultType: 'complete', ttlMs: 0, cacheScope: 'private', _meta: {} });
  });

  test('are read by their URI before any template', async () => {
    expect((await ask2025('resources/read', { uri: 'library://books' })).body.result).toEqual({
      contents: [{ uri: 'library://books', text: 'Emma' }],
    });
    expect((await read2026('library://books/Emma%2F%25')).body.result.contents).toEqual([
      { uri: 'library://books/Emma%2F%25', text: 'Emma/%' },
    ]);
  });

  test.each([
    ['no resource has', 'library:books', /Did you mean "library:\/\/books"\?/],
    ['no template expands to', 'library://books/a/b', /./],
    ['that cannot be decoded', 'library://books/%', /./],
    ['behind which there is nothing', 'library://nothing', /It was lent\./],
  ])('a URI %s is no resource, by the code of each revision', async (_, uri, message) => {
    const modern = (await read2026(uri)).body.error;
    expect(modern).toMatchObject({ code: -32602, data: { uri }, message: expect.stringMatching(message) });
    const classic = (await ask2025('resources/read', { uri })).body.error;
    expect(classic).toMatchObject({ code: -32002, data: { uri } });
  });

  test('what goes wrong is said for people and for programs', async () => {
    const { status, body } = await read2026('library://locked');
    expect(status).toBe(200);
    expect(body.error).toEqual({
      code: -32603,
      message: 'The shelf is locked.',
      data: { uri: 'library://locked', code: 'upstream-timeout', retry: 'safe' },
    });
  });

  test('a defect is told to who runs the server alone', async () => {
    const { text: answer } = await read2026('library://defect');
    expect(answer).not.toContain('secret stack');
    expect(defects).toEqual([new Error('secret stack')]);
  });

  test.each([undefined, 1, null, ['library://books'], `library://${'x'.repeat(9000)}`])(
    'takes no %j for a URI',
    async (uri) => {
      const { body } = await ask2025('resources/read', { uri });
      expect(body.error.code).toBe(-32602);
    },
  );
});

test('a program that embeds Capstan adds its own', async () => {
  const server = await serve([], {
    resources: resources.slice(0, 1),
    extend: () => ({ resources: resources.slice(1) }),
  });
  const { result } = (await send2026(server.url, 'resources/list')).body;
  expect(result.resources.map(({ name }: { name: string }) => name)).toEqual(['rules', 'books']);
  await server.close();
});

test('a client that goes away ends what was run for it', async () => {
  const signal = (): { readonly given: Promise<void>; give: () => void } => {
    let give = (): void => undefined;
    const given = new Promise<void>((resolve) => (give = resolve));
    return { given, give };
  };
  const [begun, ended] = [signal(), signal()];
  const read: McpResource['read'] = (uri, _, { whenGone }) =>
    new Promise((resolve) => {
      whenGone?.(() => {
        ended.give();
        resolve(text(uri, ''));
      });
      begun.give();
    });
  const server = await serve([], { resources: [{ uri: 'library://waiting', name: 'waiting', read }] });
  const request = send2026(server.url, 'resources/read', { uri: 'library://waiting' }).catch(() => undefined);
  await begun.given;
  await server.close();
  await ended.given;
  await request;
});

describe('caching', () => {
  const ask = async (options: Parameters<typeof serve>[1]) => {
    const server = await serve([], { resources, ...options });
    const headers = { authorization: 'Bearer open-sesame' };
    const list = (await send2026(server.url, 'resources/list', {}, headers)).body.result;
    const read = (await send2026(server.url, 'resources/read', { uri: 'library://books' }, headers)).body.result;
    await server.close();
    return [list.ttlMs, list.cacheScope, read.ttlMs, read.cacheScope];
  };

  test('is as the document says, for all of a server', async () => {
    expect(await ask({ caching: { ttlMs: 7 } })).toEqual([7, 'public', 7, 'private']);
    expect(await ask({ caching: { cacheScope: 'public' } })).toEqual([300_000, 'public', 0, 'public']);
  });

  test('is for each caller alone where callers must authenticate', async () => {
    const callers = createCallers(
      { type: 'bearer', token: 'open-sesame' },
      { name: 'Library', scopes: [], timeout: 1000 },
    );
    expect(await ask({ callers })).toEqual([300_000, 'private', 0, 'private']);
  });
});
