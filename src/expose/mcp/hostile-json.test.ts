import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { json, meta2026, operation, send, serve, value, type TestServer } from './testing.ts';

/** Messages as text, since hardly any of them could be written by `JSON.stringify`. */
describe('hostile JSON', () => {
  let server: TestServer;
  const defects: unknown[] = [];
  beforeAll(async () => {
    const echo = operation('echo', (inputs) => Promise.resolve(value(JSON.stringify(inputs))));
    server = await serve([echo], { onDefect: (error) => defects.push(error) });
  });
  afterAll(async () => {
    await server.close();
    expect(defects).toEqual([]);
  });

  const post = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
    send(server.url, 'POST', { ...json, ...headers }, body);
  const call = (inputs: string): string =>
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":${inputs}}}`;
  const echoed = async (inputs: string): Promise<unknown> => {
    const { status, body } = await post(call(inputs));
    expect(status).toBe(200);
    return JSON.parse(body.result.structuredContent ?? JSON.parse(body.result.content[0].text));
  };
  const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

  test('64 levels are taken, and not one more', async () => {
    // The message, its params and their arguments are the first three.
    expect(await echoed(nested(62))).toEqual(JSON.parse(nested(62)));
    const { status, body } = await post(call(nested(63)));
    expect([status, body.error.code]).toEqual([400, -32600]);
  });

  test.each([
    ['a million brackets', '['.repeat(1_000_000)],
    ['a hundred thousand levels', nested(100_000)],
    ['a hundred thousand levels of arguments', call(nested(100_000))],
  ])('%s are refused', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { error: { code: expect.any(Number) } } });
  });

  test.each(['1e400', '-1e400', '123456789012345678901234567890'])(
    'the number %s would become another, and is refused',
    async (number) => {
      const { body } = await post(call(`{"n":${number}}`));
      expect(body).toMatchObject({ id: 1, error: { code: -32602 } });
    },
  );

  test.each(['-0', '1e308', '5e-324', '9007199254740991', '0.1'])('the number %s stays what it is', async (number) => {
    expect(await echoed(`{"n":${number}}`)).toEqual({ n: Number(JSON.stringify(Number(number))) });
  });

  test.each([
    '01',
    '+1',
    '.5',
    '1.',
    '0x10',
    'NaN',
    'Infinity',
    "'a'",
    '{"a":1,}',
    '[1,]',
    '{a:1}',
    '// a',
    '\u{feff}{}',
  ])('%s is no JSON', async (text) => {
    const { status, body } = await post(text);
    expect([status, body.error.code]).toEqual([400, -32700]);
  });

  test('of a member that comes twice the last counts, for the header as well', async () => {
    expect(await echoed('{"a":1,"a":2}')).toEqual({ a: 2 });
    const twice = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"_meta":${JSON.stringify(meta2026)},"name":"echo","name":"other"}}`;
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'echo' };
    expect((await post(twice, headers)).body.error.code).toBe(-32020);
  });

  test.each([
    [
      '__proto__ in place of params',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","__proto__":{"params":{"name":"echo"}}}',
    ],
    [
      '__proto__ in place of a name',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"__proto__":{"name":"echo"}}}',
    ],
    ['a tool named __proto__', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"__proto__"}}'],
    ['a tool named constructor', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"constructor"}}'],
  ])('%s is nothing', async (_, body) => {
    expect((await post(body)).body).toMatchObject({ id: 1, error: { code: -32602 } });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])('there is no method %j', async (method) => {
    const { body } = await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method }));
    expect(body).toMatchObject({ id: 1, error: { code: -32601 } });
  });

  test('an envelope that comes as __proto__ is none', async () => {
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"__proto__":${JSON.stringify(meta2026)}}}}`;
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' };
    expect((await post(body, headers)).body.error.code).toBe(-32602);
  });

  test.each<[string, string]>([
    ['half a character', String.raw`{"a\ud800":"\udc00b"}`],
    ['NUL', String.raw`{"a\u0000":"\u0000b"}`],
    ['line ends of every kind', String.raw`{"a":"\n\r\u2028\u2029\u0085"}`],
  ])('%s in names and values comes back as it went', async (_, inputs) => {
    expect(await echoed(inputs)).toEqual(JSON.parse(inputs));
  });

  test.each([String.raw`"\ud800"`, String.raw`"\u0000"`, '"\u{1f600}"'])(
    'the id %s comes back as it went',
    async (id) => {
      const { body } = await post(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`);
      expect(body).toEqual({ jsonrpc: '2.0', id: JSON.parse(id), result: {} });
    },
  );

  test.each([
    ['a byte that begins nothing', [0xff]],
    ['half a character', [0xc3]],
    ['a character written too long', [0xc0, 0x80]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00]],
  ])('%s is no UTF-8', async (_, bytes) => {
    const body = Buffer.concat([
      Buffer.from('{"jsonrpc":"2.0","id":"'),
      Buffer.from(bytes),
      Buffer.from('","method":"ping"}'),
    ]);
    expect(await post(body)).toMatchObject({ status: 400, body: { error: { code: -32700 } } });
  });

  test('names a mile long are not said back whole', async () => {
    const long = 'x'.repeat(500_000);
    for (const message of [
      { jsonrpc: '2.0', id: 1, method: long },
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: long } },
      { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: long, capabilities: {} } },
    ]) {
      expect((await post(JSON.stringify(message))).text.length).toBeLessThan(2000);
    }
  });
});
