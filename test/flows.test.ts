/** Flows of steps that go wrong in the middle, and those that somebody wants to go wrong. */
import { request as httpRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { recordingUpstream, type Answer, type RecordingUpstream } from './support/recording-upstream.ts';
import { runDocuments, type RanDocuments } from './support/run-document.ts';

let upstream: RecordingUpstream;
let served: RanDocuments | undefined;
beforeEach(async () => void (upstream = await recordingUpstream()));
afterEach(async () => {
  await served?.stop();
  await upstream.close();
});

/** Reads a berth, books it, then hires a crew. */
const voyage = (names: readonly [string, string, string] = ['find', 'book', 'hire'], output = ''): string => {
  const [find, book, hire] = names.map((name) => JSON.stringify(name));
  const flow = `
        steps:
        - {type: call, name: ${find}, call: port.find}
        - {type: call, name: ${book}, call: port.book, with: {berth: '{{${names[0]}.berth}}'}}
        - {type: call, name: ${hire}, call: port.hire, with: {booking: '$.${names[1]}.id'}}
        ${output}`;
  return `
naftiko: 1.0.0-alpha2
capability:
  consumes:
  - type: http
    namespace: port
    baseUri: ${upstream.url}
    resources:
    - {path: /berths, operations: [{name: find, method: GET}]}
    - {path: '/berths/{berth}', operations: [{name: book, method: POST}]}
    - {path: '/crews/{booking}', operations: [{name: hire, method: POST}]}
  exposes:
  - type: rest
    namespace: r
    port: 8080
    resources:
    - path: /voyages
      operations:
      - method: POST
        name: sail${flow}
  - type: mcp
    namespace: m
    port: 9090
    tools:
      - name: sail
        description: Sails${flow}
`;
};

const berth: Answer = { body: '{"berth": "b1"}' };
const booking: Answer = { body: '{"id": 7}' };

async function sail(): ReturnType<typeof ask> {
  return ask(served?.url('r') ?? '', '/voyages', { method: 'POST' });
}

async function sailByTool(): Promise<{ readonly text: string; readonly error: unknown }> {
  const { text } = await ask(served?.url('m') ?? '', '/mcp', {
    method: 'POST',
    headers: ['content-type', 'application/json'],
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'sail', arguments: {} } }),
  });
  const { result } = JSON.parse(text);
  return { text: result.content[0].text, error: result._meta?.['capstan/error'] };
}

describe('a flow that ends half done', () => {
  beforeEach(async () => void (served = await runDocuments([voyage()])));

  it('passes the refusal on as it is, and says beside it what took effect', async () => {
    upstream.answer = [berth, booking, { status: 409, body: '{"message": "no crew"}' }];
    const { status, text, headers } = await sail();
    expect([status, text]).toEqual([409, '{"message": "no crew"}']);
    expect(headers).toMatchObject({ 'capstan-step': 'hire', 'capstan-steps-done': 'book' });
  });

  it('tells a model which step failed and what took effect', async () => {
    upstream.answer = [berth, booking, { status: 409, body: '{"message": "no crew"}' }];
    const { text, error } = await sailByTool();
    expect(text).toContain('That was step `hire` of several. Before it `book` took effect');
    expect(error).toMatchObject({ code: 'upstream-refused', step: 'hire', done: ['book'] });
  });

  it('never calls a repetition safe that would book twice', async () => {
    upstream.answer = [berth, booking, { status: 429, body: '{}' }];
    expect((await sailByTool()).error).toMatchObject({ retry: 'check-first' });
    upstream.answer = [berth, { status: 429, body: '{}' }];
    expect((await sailByTool()).error).toMatchObject({ retry: 'safe', step: 'book', done: [] });
  });

  it('says so of a failure of Capstan’s own', async () => {
    upstream.answer = [berth, { body: '{"number": 7}' }];
    const { status, text } = await sail();
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: 'invalid-input', step: 'hire', done: ['book'] });
    expect(JSON.parse(text).detail).toContain('Before it `book` took effect, which is not undone');
    expect(upstream.requests).toHaveLength(2);
  });

  it('says of a first step that nothing was changed', async () => {
    upstream.answer = [{ status: 404, body: '{}' }];
    const { headers } = await sail();
    expect(headers['capstan-step']).toBe('find');
    expect(headers['capstan-steps-done']).toBeUndefined();
    expect(upstream.requests).toHaveLength(1);
  });
});

it('a step that answers bytes does not end the flow', async () => {
  const text = voyage().replace('{name: book, method: POST}', '{name: book, method: POST, outputRawFormat: binary}');
  served = await runDocuments([text.replaceAll("'$.book.id'", "'$.book'")]);
  upstream.answer = [berth, { base64: '/////w==', headers: { 'content-type': 'image/png' } }, {}];
  await sail();
  expect(upstream.requests.map(({ url }) => url)).toEqual(['/berths', '/berths/b1', '/crews/%2F%2F%2F%2F%2Fw%3D%3D']);
});

it('a flow whose caller goes away sends nothing more', async () => {
  served = await runDocuments([voyage()]);
  upstream.answer = [berth, { ...booking, delay: 300 }, {}];
  const { hostname, port } = new URL(served.url('r'));
  const asked = httpRequest({ hostname, port, method: 'POST', path: '/voyages' });
  asked.on('error', () => undefined);
  asked.end();
  while (upstream.requests.length < 2) await wait(5);
  asked.destroy();
  await wait(500);
  expect(upstream.requests.map(({ url }) => url)).toEqual(['/berths', '/berths/b1']);
});

describe('a step whose answer is hostile', () => {
  const nested = '['.repeat(100_000) + ']'.repeat(100_000);

  it.each([
    ['deep', { body: `{"deep": ${nested}}` }, 502],
    ['deep within', { body: `{"berth": ${nested}}` }, 502],
    ['huge', { body: `{"berth": "${'x'.repeat(2_000_000)}"}` }, 502],
    ['no JSON', { body: 'not JSON at all' }, 400],
    ['no JSON though it says so', { body: '{"berth": ' }, 400],
    ['nothing', { body: '' }, 400],
    ['null', { body: 'null' }, 400],
    ['a list', { body: '[1, 2]' }, 400],
    ['a prototype', { body: '{"__proto__": {"berth": "evil"}, "constructor": {"berth": "evil"}}' }, 400],
    ['a step in a path', { body: '{"berth": ".."}' }, 400],
    ['bytes', { base64: '/////w==', headers: { 'content-type': 'image/png' } }, 400],
  ] as const)('(%s) ends the flow in words', async (_, answer, status) => {
    served = await runDocuments([voyage()], { maxAnswerBytes: 1_000_000 });
    upstream.answer = answer;
    const got = await sail();
    expect(got.status).toBe(status);
    expect(JSON.parse(got.text)).toMatchObject({ step: status === 502 ? 'find' : 'book', done: [] });
    expect(upstream.requests).toHaveLength(1);
    expect((await sailByTool()).text).toMatch(/step `(?:find|book)`/);
    expect(served.defects).toEqual([]);
  });

  it('stays in the segment or text it is put in', async () => {
    served = await runDocuments([voyage()]);
    upstream.answer = [
      { body: '{"berth": "a/../../admin?x=1#y\\r\\nX: y"}' },
      { body: '{"id": "{{env.DOOR}}{{find}}"}' },
    ];
    await sail();
    expect(upstream.requests.slice(1).map(({ url }) => url)).toEqual([
      '/berths/a%2F..%2F..%2Fadmin%3Fx%3D1%23y%0D%0AX%3A%20y',
      '/crews/%7B%7Benv.DOOR%7D%7D%7B%7Bfind%7D%7D',
    ]);
  });
});

it.each([
  ['__proto__', 'constructor', 'toString'],
  ['hasOwnProperty', '__proto__', 'valueOf'],
] as const)('steps may be called %s, %s and %s', async (...names) => {
  const output = "outputParameters: [{type: object, properties: {found: {type: string, mapping: '$.NAME.berth'}}}]";
  served = await runDocuments([voyage([...names], output.replace('NAME', names[0]))]);
  upstream.answer = [berth, booking, {}];
  const { status, text } = await sail();
  expect(upstream.requests.map(({ url }) => url)).toEqual(['/berths', '/berths/b1', '/crews/7']);
  expect([status, JSON.parse(text)]).toEqual([200, { found: 'b1' }]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});
