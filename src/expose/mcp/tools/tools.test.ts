import { describe, expect, test } from 'vitest';

import type { Json } from '../../../json/json.ts';
import type { Operation, Outcome } from '../../../operation/operation.ts';
import { operation, send2025, send2026, serve, value } from '../testing.ts';

/** The result of one call in either era. */
async function call(tool: Operation, era: '2025' | '2026' = '2025') {
  const server = await serve([tool]);
  const params = { name: tool.name, arguments: {} };
  const answer =
    era === '2026'
      ? await send2026(server.url, 'tools/call', params)
      : await send2025(server.url, { jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  await server.close();
  return answer.body.result;
}

describe('tools/list', () => {
  test('tells a client all it can know of a tool', async () => {
    const inputSchema = { type: 'object', properties: { id: { type: 'string' } }, additionalProperties: false };
    const hints = { readOnly: false, destructive: true, idempotent: false, openWorld: true };
    const resultSchema = { type: 'object', properties: { title: { type: 'string' } } };
    const server = await serve([
      operation('burn-book', value({}), { description: 'Burns a book.', inputSchema, hints, resultSchema }),
    ]);
    const { body } = await send2025(server.url, { jsonrpc: '2.0', id: 1, method: 'tools/list' });
    await server.close();
    expect(body.result.tools).toEqual([
      {
        name: 'burn-book',
        title: 'Burn book',
        description: 'Burns a book.',
        inputSchema,
        outputSchema: resultSchema,
        annotations: {
          title: 'Burn book',
          readOnlyHint: false,
          destructiveHint: true,
          idempotentHint: false,
          openWorldHint: true,
        },
      },
    ]);
  });
});

describe('tools/call', () => {
  const anObject = { type: 'object', properties: { title: { type: 'string' } } };
  const aList = { type: 'array', items: { type: 'string' } };

  test.each<[string, Outcome, Operation['resultSchema'], unknown, unknown]>([
    ['an object', value({ title: 'Emma' }), undefined, { title: 'Emma' }, { title: 'Emma' }],
    ['an object with its schema', value({ title: 'Emma' }), anObject, { title: 'Emma' }, { title: 'Emma' }],
    ['a list, which 2025 can only say as text', value(['a']), undefined, undefined, ['a']],
    ['null, which 2025 can only say as text', value(null), undefined, undefined, null],
    ['a list where the schema says an object', value(['a']), anObject, { result: ['a'] }, { result: ['a'] }],
    ['a list with its schema', value(['a']), aList, { result: ['a'] }, { result: ['a'] }],
    ['an object where the schema says a list', value({ a: 1 }), aList, { answer: { a: 1 } }, { answer: { a: 1 } }],
    ['text', { kind: 'text', text: 'Ok', mediaType: 'text/plain' }, undefined, undefined, undefined],
    [
      'text where there is a schema',
      { kind: 'text', text: 'O"k', mediaType: 'text/plain' },
      anObject,
      { result: 'O"k' },
      { result: 'O"k' },
    ],
  ])('structured content of %s', async (_, outcome, resultSchema, in2025, in2026) => {
    const tool = operation('find-book', outcome, { resultSchema });
    expect((await call(tool)).structuredContent).toEqual(in2025);
    expect((await call(tool, '2026')).structuredContent).toEqual(in2026);
  });

  test('a value’s text is passed on as the operation wrote it', async () => {
    const text = '{"big":12345678901234567890,"price":1.10}';
    const server = await serve([operation('find-book', { kind: 'value', value: { big: 1, price: 1.1 }, text })]);
    const answer = await send2025(server.url, {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'find-book' },
    });
    await server.close();
    expect(answer.text).toContain(`"structuredContent":${text}`);
    expect(answer.body.result.content).toEqual([{ type: 'text', text }]);
  });

  test('an empty answer is said in words, as some clients show nothing otherwise', async () => {
    const result = await call(operation('burn-book', { kind: 'text', text: '', mediaType: '' }));
    expect(result.content).toEqual([{ type: 'text', text: 'Done. The answer has no content.' }]);
  });

  test('an answer that is one page of several comes with a line that says how to get the next', async () => {
    const inputSchema = { type: 'object', properties: { cursor: { type: 'string' } } };
    const answer = { books: ['Emma'], next_cursor: 'c-2' };
    const { content, structuredContent } = await call(operation('list-books', value(answer), { inputSchema }));
    expect(content).toEqual([
      { type: 'text', text: JSON.stringify(answer) },
      {
        type: 'text',
        text: 'There is more: call again with the same arguments and "c-2" (`next_cursor` of this answer) as `cursor`.',
      },
    ]);
    expect(structuredContent).toEqual(answer);
  });

  describe('an answer too long for a model', () => {
    const inputSchema = { type: 'object', properties: { limit: { type: 'integer' }, page: { type: 'integer' } } };
    const books = Array.from({ length: 500 }, (_, id) => ({ id, title: `Book ${id}` }));
    const note = (shown: string, size: string): string =>
      `This answer is cut, as it has ${size} characters and at most 1,000 are given: ${shown} are shown. For all of it, call again with \`limit\` 33 or less, and go on with \`page\`.`;

    test('keeps whole items, in both forms, and says in both how to get the rest', async () => {
      const answer = { data: { books }, total: 500 };
      const resultSchema = { type: 'object', properties: { data: { type: 'object' }, total: { type: 'integer' } } };
      const tool = operation('list-books', value(answer), { inputSchema, resultSchema, maxResultSize: 1000 });
      const { content, structuredContent } = await call(tool);
      const cut = { data: { books: books.slice(0, 33) }, total: 500 };
      const says = note('33 of 500 items of `data.books`', '14,812');
      expect(content.map(({ text }: { text: string }) => text)).toEqual([JSON.stringify(cut), says]);
      expect(structuredContent).toEqual({ ...cut, 'capstan:cut': says });
    });

    test('is structured content of a member, where it is no object', async () => {
      const tool = operation('list-books', value(books), { inputSchema, maxResultSize: 1000 });
      for (const era of ['2025', '2026'] as const) {
        const { structuredContent } = await call(tool, era);
        expect(structuredContent.result).toEqual(books.slice(0, 35));
        expect(structuredContent['capstan:cut']).toContain('35 of 500 items are shown');
      }
    });

    test('keeps every digit of an id', async () => {
      const text = `[12345678901234567890,${JSON.stringify('x'.repeat(2000))}]`;
      const outcome = { kind: 'value', value: JSON.parse(text) as Json, text } as const; // JSON.parse yields nothing else
      const { content } = await call(operation('list-books', outcome, { maxResultSize: 1000 }));
      expect(content[0].text).toBe('["12345678901234567890"]');
    });

    test('is cut between characters, where it is text', async () => {
      const outcome = { kind: 'text', text: `x${'😀'.repeat(1000)}`, mediaType: 'text/plain' } as const;
      const { content } = await call(operation('get-book', outcome, { maxResultSize: 1000 }));
      expect(content[0].text).toBe(`x${'😀'.repeat(499)}`);
      expect(content[1].text).toContain('999 of 2,001 characters are shown');
    });

    test('is one of 100,000 characters, where nobody says otherwise', async () => {
      const text = (length: number) => ({ kind: 'text', text: 'x'.repeat(length), mediaType: 'text/plain' }) as const;
      expect((await call(operation('get-book', text(100_000)))).content).toHaveLength(1);
      expect((await call(operation('get-book', text(100_001)))).content).toHaveLength(2);
    });
  });

  describe('bytes', () => {
    const binary = (mediaType: string, length = 3) =>
      ({ kind: 'binary', bytes: Buffer.alloc(length), mediaType }) as const;

    test.each([
      ['image/png', { type: 'image', data: 'AAAA', mimeType: 'image/png' }],
      ['audio/wav', { type: 'audio', data: 'AAAA', mimeType: 'audio/wav' }],
      [
        'image/svg+xml',
        { type: 'resource', resource: { uri: 'capstan:answer', mimeType: 'image/svg+xml', blob: 'AAAA' } },
      ],
    ])('are content of their kind (%s)', async (mediaType, content) => {
      expect(await call(operation('get-cover', binary(mediaType)))).toEqual({ content: [content] });
    });

    test('are left out where they are too many, and what they are is said', async () => {
      const { content } = await call(operation('get-cover', binary('image/png', 4_000_000)));
      expect(content).toEqual([
        {
          type: 'text',
          text: 'The answer is 4.0 MB of image/png, and at most 3.8 MB can be handed over. It is left out.',
        },
      ]);
    });

    test('are described where the tool declares what it returns, as clients want structured content then', async () => {
      const resultSchema = { type: 'object', properties: { title: { type: 'string' } } };
      const { structuredContent } = await call(operation('get-cover', binary('image/png'), { resultSchema }));
      expect(structuredContent).toEqual({ result: { mediaType: 'image/png', bytes: 3 } });
    });
  });

  test('an argument whose name models cannot use has another, and both are understood', async () => {
    const inputSchema = {
      type: 'object',
      properties: { $filter: { type: 'string', description: 'Which.' }, 'page[size]': { type: 'integer' } },
      required: ['$filter'],
    };
    const tool = operation('list-books', (inputs) => Promise.resolve(value(inputs as Json)), { inputSchema });
    const server = await serve([tool]);
    const list = await send2026(server.url, 'tools/list');
    const given = { filter: 'new', page_size: 5 };
    const named = await send2026(server.url, 'tools/call', { name: 'list-books', arguments: given });
    const original = { $filter: 'new', 'page[size]': 5 };
    const unnamed = await send2026(server.url, 'tools/call', { name: 'list-books', arguments: original });
    await server.close();
    expect(list.body.result.tools[0].inputSchema).toEqual({
      type: 'object',
      properties: {
        filter: { type: 'string', description: 'Which. (Sent as "$filter".)' },
        page_size: { type: 'integer', description: 'Sent as "page[size]".' },
      },
      required: ['filter'],
    });
    expect(named.body.result.structuredContent).toEqual(original);
    expect(unnamed.body.result.structuredContent).toEqual(original);
  });

  test('a misspelt tool is told the one that was meant', async () => {
    const server = await serve([operation('find-book', value(1)), operation('burn-book', value(1))]);
    const { body } = await send2026(server.url, 'tools/call', { name: 'find-boks' });
    expect(body.error.message).toBe('Unknown tool: "find-boks". Did you mean "find-book"?');
    const far = await send2026(server.url, 'tools/call', { name: 'x' });
    expect(far.body.error.message).toBe('Unknown tool: "x". tools/list names those there are.');
    await server.close();
  });

  test('every finished call is reported', async () => {
    const reports: unknown[] = [];
    const failure = { code: 'invalid-input', status: 400, detail: 'No.', retry: 'never' } as const;
    const server = await serve(
      [operation('find-book', value(1)), operation('burn-book', { kind: 'failure', failure })],
      { report: (report) => reports.push(report) },
    );
    await send2026(server.url, 'tools/call', { name: 'find-book' });
    await send2026(server.url, 'tools/call', { name: 'burn-book' });
    await server.close();
    expect(reports).toEqual([
      { tool: 'find-book', outcome: 'ok', milliseconds: expect.any(Number) },
      { tool: 'burn-book', outcome: 'error', milliseconds: expect.any(Number) },
    ]);
  });
});

describe('a failed tools/call', () => {
  test('says what is wrong with each field and what is allowed', async () => {
    const fields = [
      { field: 'body.size', message: 'must be one of the allowed values', allowed: ['small', 'large', 3] },
      { field: 'projectId', message: 'is missing' },
    ];
    const failure = {
      code: 'invalid-input',
      status: 422,
      detail: 'Two fields are wrong.',
      retry: 'never',
      fields,
    } as const;
    expect(await call(operation('find-book', { kind: 'failure', failure }))).toEqual({
      isError: true,
      content: [
        {
          type: 'text',
          text: [
            'Two fields are wrong.',
            '- body.size: must be one of the allowed values (allowed: "small", "large", 3)',
            '- projectId: is missing',
            'Correct this and call again.',
          ].join('\n'),
        },
      ],
      _meta: { 'capstan/error': { code: 'invalid-input', retry: 'never', fields } },
    });
  });

  test('says each thing once', async () => {
    const fields = [{ field: 'size', message: 'must be one of "small", "large"', allowed: ['small', 'large'] }];
    const detail = 'size must be one of "small", "large". Nothing was sent.';
    const failure = { code: 'invalid-input', status: 400, detail, retry: 'never', fields } as const;
    const result = await call(operation('find-book', { kind: 'failure', failure }));
    expect(result.content[0].text.split('\n')).toEqual([
      'The arguments are not as they must be, so nothing was sent:',
      '- size: must be one of "small", "large"',
      'Correct this and call again.',
    ]);
  });

  test('never says more than clients show', async () => {
    const allowed = Array.from({ length: 400 }, (_, index) => `value-${index}-${'x'.repeat(80)}`);
    const fields = Array.from({ length: 20 }, (_, index) => ({ field: `f${index}`, message: 'is wrong', allowed }));
    const failure = { code: 'invalid-input', status: 400, detail: 'No.', retry: 'never', fields } as const;
    const result = await call(operation('find-book', { kind: 'failure', failure }));
    expect(result.content[0].text.length).toBeLessThan(11_000);
    expect(result.content[0].text).toMatch(/\nCorrect this and call again\.$/);
  });

  test.each([
    ['never', 'Calling again unchanged will not help.'],
    ['safe', 'Calling again is safe and may help.'],
    ['check-first', 'It may have happened all the same: check before calling again.'],
  ] as const)('says whether to call again (%s)', async (retry, words) => {
    const failure = { code: 'upstream-timeout', status: 504, detail: 'No answer.', retry } as const;
    const result = await call(operation('find-book', { kind: 'failure', failure }));
    expect(result.content[0].text).toBe(`No answer.\n${words}`);
  });

  const refused = (status: number, body: unknown, headers: Record<string, string> = {}): Outcome => ({
    kind: 'refused',
    answer: {
      status,
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    },
  });

  test('tells an upstream’s refusal with all that helps to act on it', async () => {
    const outcome = refused(
      429,
      { error: { status: 429, message: 'Slow down.' } },
      { 'x-request-id': 'req-1', 'retry-after': '12' },
    );
    const { content, _meta, structuredContent } = await call(operation('find-book', outcome));
    expect(content[0].text.split('\n')).toEqual([
      'The upstream API refused the call: 429 Too Many Requests: Slow down.',
      'Its answer: {"error":{"status":429,"message":"Slow down."}}',
      'Its request id: req-1',
      'Wait 12 seconds before calling again: the API asks for that.',
      'Calling again is safe and may help.',
    ]);
    expect(structuredContent).toBeUndefined();
    expect(_meta['capstan/error']).toEqual({
      code: 'upstream-refused',
      status: 429,
      retry: 'safe',
      requestId: 'req-1',
      retryAfter: '12',
      waitSeconds: 12,
    });
  });

  test.each<[string, unknown, string]>([
    ['RFC 9457', { type: 'about:blank', title: 'Gone', detail: 'The book is gone.' }, 'The book is gone.'],
    ['OAuth', { error: 'invalid_token', error_description: 'Expired.' }, 'Expired.'],
    ['a list of errors', { errors: [{ message: 'First.' }, { message: 'Second.' }] }, 'First.'],
    ['plain words', 'No such book', 'No such book'],
    ['a page of HTML', '<html>\n<p>Oops</p></html>', ''],
    ['nothing', '', ''],
    ['a bare value', 5, ''],
  ])('finds the upstream’s message in %s', async (_, body, message) => {
    const result = await call(operation('find-book', refused(404, body)));
    const [first] = result.content[0].text.split('\n');
    expect(first).toBe(`The upstream API refused the call: 404 Not Found${message === '' ? '.' : `: ${message}`}`);
  });

  test('cuts a long answer, and never through a character', async () => {
    const text = 'x'.repeat(3999) + '😀'.repeat(3000);
    const result = await call(operation('find-book', refused(400, text, { 'content-type': 'text/html' })));
    expect(result.content[0].text.length).toBeLessThan(5000);
    expect(result.content[0].text).toContain('x… (cut; 9999 characters in all)');
  });

  test('says of a redirect that no argument helps', async () => {
    const result = await call(operation('find-book', refused(301, '', { location: 'https://new.example' })));
    expect(result.content[0].text).toContain('not followed there; no argument can change that.');
  });

  test('leaves out an answer that is not text', async () => {
    const result = await call(operation('find-book', refused(400, 'GIF89a', { 'content-type': 'image/gif' })));
    expect(result.content[0].text).not.toContain('GIF');
  });

  test.each<[number, boolean, string]>([
    [400, true, 'never'],
    [409, false, 'never'],
    [429, false, 'safe'],
    [500, false, 'check-first'],
    [500, true, 'safe'],
    [503, false, 'check-first'],
    [501, true, 'never'],
  ])('after %i, of a call that can be repeated: %s, retry is %s', async (status, idempotent, retry) => {
    const hints = { readOnly: false, destructive: false, idempotent, openWorld: true };
    const result = await call(operation('find-book', refused(status, ''), { hints }));
    expect(result._meta['capstan/error'].retry).toBe(retry);
  });
});
