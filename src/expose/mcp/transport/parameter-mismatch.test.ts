import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { JsonSchema } from '../../../json/schema.ts';
import { operation, send2025, send2026, serve, value } from '../testing.ts';
import type { TestServer } from '../testing.ts';

const text = { type: 'string' };
const inputSchema = {
  type: 'object',
  properties: {
    region: { ...text, 'x-mcp-header': 'Region' },
    shelf: { type: 'object', properties: { number: { type: 'integer', 'x-mcp-header': 'Shelf' } } },
    whole: { type: 'boolean', 'x-mcp-header': 'Whole' },
    title: text,
  },
};

describe('an argument that is repeated in a header', () => {
  let server: TestServer;
  beforeAll(async () => (server = await serve([operation('find-book', value({}), { inputSchema })])));
  afterAll(() => server.close());

  const call = (given: object, headers: Readonly<Record<string, string>>): ReturnType<typeof send2026> =>
    send2026(server.url, 'tools/call', { name: 'find-book', arguments: given }, headers);

  test.each<[string, object, Readonly<Record<string, string>>]>([
    ['none', { title: 'Emma' }, {}],
    ['null, without a header', { region: null }, {}],
    ['a text', { region: 'north' }, { 'mcp-param-region': 'north' }],
    ['an encoded text', { region: 'Süd' }, { 'mcp-param-region': '=?base64?U8O8ZA==?=' }],
    ['an empty text', { region: '' }, { 'mcp-param-region': '=?base64??=' }],
    ['a number inside an object', { shelf: { number: 42 } }, { 'mcp-param-shelf': '42' }],
    ['a number in another form', { shelf: { number: 42 } }, { 'mcp-param-shelf': '42.0' }],
    ['a truth value', { whole: true }, { 'mcp-param-whole': 'true' }],
    ['a header that no argument is repeated in', {}, { 'mcp-param-other': 'x' }],
  ])('passes: %s', async (_, given, headers) => {
    const { status, body } = await call(given, headers);
    expect([status, body.error]).toEqual([200, undefined]);
  });

  test.each<[string, object, Readonly<Record<string, string>>, string]>([
    [
      'no header',
      { region: 'north' },
      {},
      'The header Mcp-Param-Region is missing; it must repeat the argument region.',
    ],
    [
      'no argument',
      {},
      { 'mcp-param-region': 'north' },
      'The header Mcp-Param-Region is there, and the argument region is not.',
    ],
    [
      'another value',
      { region: 'north' },
      { 'mcp-param-region': 'North' },
      'The header Mcp-Param-Region differs from the argument region.',
    ],
    [
      'another number',
      { shelf: { number: 42 } },
      { 'mcp-param-shelf': '0x2A' },
      'The header Mcp-Param-Shelf differs from the argument shelf.number.',
    ],
    [
      'broken Base64',
      { region: 'Süd' },
      { 'mcp-param-region': '=?base64?U8O8ZA?=' },
      'The header Mcp-Param-Region differs from the argument region.',
    ],
    [
      'bytes that no header may have',
      { region: 'Süd' },
      { 'mcp-param-region': 'Süd' },
      'The header Mcp-Param-Region differs from the argument region.',
    ],
  ])('is refused: %s', async (_, given, headers, message) => {
    const { status, body } = await call(given, headers);
    expect([status, body.error]).toEqual([400, { code: -32020, message }]);
  });

  test('is no matter of the revisions that have no such headers', async () => {
    const params = { name: 'find-book', arguments: { region: 'north' } };
    const { body } = await send2025(server.url, { jsonrpc: '2.0', id: 1, method: 'tools/call', params });
    expect(body.result.isError).toBeUndefined();
  });
});

test('an annotation that clients would drop the tool for, or that would show a secret, is not shown', async () => {
  const annotated = (schema: JsonSchema, name: unknown = 'Name'): JsonSchema => ({ ...schema, 'x-mcp-header': name });
  const server = await serve([
    operation('find-book', value({}), {
      inputSchema: {
        type: 'object',
        properties: {
          good: annotated(text),
          twice: annotated(text, 'NAME'),
          price: annotated({ type: 'number' }, 'Price'),
          list: { type: 'array', items: annotated(text, 'Item') },
          apiKey: annotated(text, 'Key'),
          odd: annotated(text, 'Two Words'),
          empty: annotated(text, ''),
        },
      },
    }),
  ]);
  const { body } = await send2026(server.url, 'tools/list');
  await server.close();
  expect(body.result.tools[0].inputSchema.properties).toEqual({
    good: annotated(text),
    twice: text,
    price: { type: 'number' },
    list: { type: 'array', items: text },
    apiKey: text,
    odd: text,
    empty: text,
  });
});
