import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { send2025, send2026, serve } from '../testing.ts';
import type { TestServer } from '../testing.ts';
import type { McpPrompt } from './prompt.ts';

const prompts: readonly McpPrompt[] = [
  {
    name: 'recommend',
    title: 'Recommend a book',
    description: 'Finds something to read.',
    arguments: [
      { name: 'taste', description: 'What they like', required: true, values: ['poems', 'novels', 'Polish novels'] },
      { name: 'pages', title: 'Pages' },
    ],
    get: async (given) => ({
      kind: 'messages',
      messages: [{ role: 'user', content: { type: 'text', text: JSON.stringify(given) } }],
    }),
  },
  { name: 'locked', arguments: [], get: async () => ({ kind: 'failed', message: 'The shelf is locked.' }) },
];

describe('prompts', () => {
  let server: TestServer;
  beforeAll(async () => void (server = await serve([], { prompts })));
  afterAll(() => server.close());

  const ask2025 = (method: string, params: object = {}) =>
    send2025(server.url, { jsonrpc: '2.0', id: 1, method, params });

  const listed = [
    {
      name: 'recommend',
      title: 'Recommend a book',
      description: 'Finds something to read.',
      arguments: [
        { name: 'taste', description: 'What they like', required: true },
        { name: 'pages', title: 'Pages', required: false },
      ],
    },
    { name: 'locked' },
  ];

  test('are what a server says that it has', async () => {
    const { result } = (await send2026(server.url, 'server/discover')).body;
    expect(result.capabilities).toEqual({ prompts: { listChanged: true }, completions: {} });
  });

  test('are listed in their order', async () => {
    expect((await ask2025('prompts/list')).body.result).toEqual({ prompts: listed });
    const { result } = (await send2026(server.url, 'prompts/list')).body;
    expect(result).toMatchObject({ resultType: 'complete', ttlMs: 300_000, cacheScope: 'public', prompts: listed });
  });

  test('are made of what is given; of texts alone, and without what is left empty', async () => {
    const given = { name: 'recommend', arguments: { taste: '', pages: '' } };
    expect((await ask2025('prompts/get', given)).body.result).toEqual({
      description: 'Finds something to read.',
      messages: [{ role: 'user', content: { type: 'text', text: '{"taste":""}' } }],
    });
    const numbers = { name: 'recommend', arguments: { taste: true, pages: 3 } };
    const { result } = (await send2026(server.url, 'prompts/get', numbers)).body;
    expect(result).toMatchObject({ resultType: 'complete', _meta: {} });
    expect(result.messages[0].content.text).toBe('{"taste":"true","pages":"3"}');
    expect(result).not.toHaveProperty('ttlMs');
  });

  test.each<[string, object, object]>([
    ['no name', {}, {}],
    ['a name nobody knows', { name: 'burn' }, {}],
    ['the name of an object’s own', { name: 'constructor' }, {}],
    ['arguments that are no object', { name: 'recommend', arguments: ['poems'] }, {}],
    ['no argument that is required', { name: 'recommend' }, { fields: [{ field: 'taste', message: 'is required' }] }],
    ['an argument that is no text', { name: 'recommend', arguments: { taste: {} } }, { fields: [{ field: 'taste' }] }],
    [
      'an argument nobody asked for',
      { name: 'recommend', arguments: { taste: 'poems', constructor: 'x' } },
      { fields: [{ field: 'constructor', allowed: ['taste', 'pages'] }] },
    ],
  ])('are not made with %s', async (_, params, data) => {
    const { status, body } = await ask2025('prompts/get', params);
    expect([status, body.error.code]).toEqual([200, -32602]);
    expect(body.error.data ?? {}).toMatchObject(data);
  });

  test('that cannot be made say why', async () => {
    const { error } = (await ask2025('prompts/get', { name: 'locked' })).body;
    expect(error).toMatchObject({ code: -32603, message: 'The shelf is locked.' });
  });
});

describe('completion', () => {
  let server: TestServer;
  const shelves = Array.from({ length: 150 }, (_, index) => `shelf-${index}`);
  beforeAll(async () => {
    const read = async (uri: string) => ({ kind: 'contents', contents: [{ uri, text: '' }] }) as const;
    const resources = [
      { uriTemplate: 'library://{shelf}/{book}', name: 'book', values: { shelf: shelves }, read },
      { uri: 'library://rules', name: 'rules', read },
    ];
    server = await serve([], { prompts, resources });
  });
  afterAll(() => server.close());

  const complete = (ref: unknown, argument: unknown) =>
    send2026(server.url, 'completion/complete', { ref, argument }).then(({ body }) => body);
  const prompt = { type: 'ref/prompt', name: 'recommend' };
  const template = { type: 'ref/resource', uri: 'library://{shelf}/{book}' };

  test.each<[string, object, string, string, readonly string[]]>([
    ['what begins so first, in whatever case', prompt, 'taste', 'po', ['poems', 'Polish novels']],
    ['what holds it then', prompt, 'taste', 'Novels', ['novels', 'Polish novels']],
    ['nothing where nothing fits', prompt, 'taste', 'x', []],
    ['nothing where no values are known', prompt, 'pages', '', []],
    ['nothing for an argument nobody knows', prompt, 'constructor', '', []],
    ['values of a template', template, 'shelf', 'f-149', ['shelf-149']],
    ['values of the template of a URI', { ...template, uri: 'library://a/b' }, 'shelf', 'f-149', ['shelf-149']],
    ['nothing for a resource without placeholders', { ...template, uri: 'library://rules' }, 'x', '', []],
  ])('suggests %s', async (_, ref, name, value, values) => {
    const { result } = await complete(ref, { name, value });
    expect(result).toMatchObject({
      resultType: 'complete',
      completion: { values, total: values.length, hasMore: false },
    });
  });

  test('suggests a hundred at most, and says that there are more', async () => {
    const { completion } = (await complete(template, { name: 'shelf', value: '' })).result;
    expect(completion).toEqual({ values: shelves.slice(0, 100), total: 150, hasMore: true });
  });

  test.each([
    [undefined, { name: 'taste', value: '' }],
    [{ type: 'ref/prompt' }, { name: 'taste', value: '' }],
    [
      { type: 'constructor', name: 'x' },
      { name: 'taste', value: '' },
    ],
    [
      { type: 'ref/prompt', name: 'burn' },
      { name: 'taste', value: '' },
    ],
    [
      { type: 'ref/resource', uri: 'library:nowhere' },
      { name: 'shelf', value: '' },
    ],
    [prompt, undefined],
    [prompt, { name: 'taste' }],
    [prompt, { value: '' }],
  ])('refuses %j, %j', async (ref, argument) => {
    expect((await complete(ref, argument)).error.code).toBe(-32602);
  });

  test('is no method of a server where nothing takes arguments', async () => {
    const plain = await serve([], { prompts: prompts.slice(1) });
    const { status, body } = await send2026(plain.url, 'completion/complete', {});
    expect([status, body.error.code]).toEqual([404, -32601]);
    await plain.close();
  });
});
