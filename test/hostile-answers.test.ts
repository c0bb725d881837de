/** APIs that answer to do harm: to the parser, to the process, or to get at a credential. */
import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, type Told } from './support/ask.ts';
import { recordingUpstream, type Answer, type RecordingUpstream } from './support/recording-upstream.ts';
import { runDocuments, type RanDocuments } from './support/run-document.ts';
import { serveHttp } from './support/serve.ts';

let upstream: RecordingUpstream;
let served: RanDocuments | undefined;
const cleanUp: (() => unknown)[] = [];
beforeEach(async () => void (upstream = await recordingUpstream()));
afterEach(async () => {
  await served?.stop();
  await upstream.close();
  for (const close of cleanUp.splice(0)) await close();
});

async function listen(handle: RequestListener): Promise<string> {
  const { origin, close } = await serveHttp(handle);
  cleanUp.push(close);
  return origin;
}

const reading = (format: string, authentication = '~'): string => `
naftiko: 1.0.0-alpha2
capability:
  consumes:
  - type: http
    namespace: api
    baseUri: ${upstream.url}
    authentication: ${authentication}
    resources:
    - path: /a
      operations:
      - {name: get, method: GET, outputRawFormat: ${format}}
      - {name: add, method: POST, inputParameters: [{name: body, in: body}]}
  exposes:
  - type: rest
    namespace: r
    port: 8080
    resources:
    - path: /a
      operations:
      - {method: GET, name: get, call: api.get, outputParameters: [{type: object, properties: {x: {type: string, mapping: $.x}, all: {mapping: $}}}]}
      - {method: POST, name: add, call: api.add, with: {body: rest.body}}
    - {path: /raw, operations: [{method: GET, name: raw, call: api.get}]}
  - {type: mcp, namespace: m, port: 9090, tools: [{name: raw, description: d, call: api.get}, {name: add, description: d, call: api.add, with: {body: tools.body}}]}
`;

const get = (target = '/a'): Promise<Told> => ask(served?.url('r') ?? '', target);

const callTool = (body: string): Promise<Told> =>
  ask(served?.url('m') ?? '', '/mcp', { method: 'POST', headers: ['content-type', 'application/json'], body });

/** Milliseconds that this process has kept the processor busy: on a busy machine everything takes long. */
function busyFor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const deep = (open: string, close: string, levels = 100_000): string => open.repeat(levels) + close.repeat(levels);

describe('an answer that is a bomb', () => {
  const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};&e${n};&e${n};">`).join('');
  const anchors = Array.from({ length: 40 }, (_, n) => `l${n + 1}: &l${n + 1} [*l${n}, *l${n}]`).join('\n');
  const bombs: readonly (readonly [format: string, what: string, body: string])[] = [
    ['xml', 'entities', `<!DOCTYPE x [<!ENTITY e0 "lol">${entities}]><x>&e20;</x>`],
    ['xml', 'a file as an entity', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'],
    ['xml', 'deep', deep('<a>', '</a>')],
    ['xml', 'never closed', '<a>'.repeat(500_000)],
    ['xml', 'attributes', `<a ${Array.from({ length: 100_000 }, (_, n) => `a${n}="x"`).join(' ')}/>`],
    ['yaml', 'aliases', `l0: &l0 [x]\n${anchors}`],
    ['yaml', 'deep', deep('[', ']')],
    ['yaml', 'deep by lines', Array.from({ length: 3000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
    ['csv', 'wide', `${'a,'.repeat(200_000)}\n${'1,'.repeat(200_000)}`],
    ['csv', 'a quote without end', `a,b\n"${'x'.repeat(5_000_000)}`],
    ['csv', 'a prototype', '__proto__,constructor\nevil,evil\n'],
    ['html', 'deep', deep('<div>', '</div>')],
    ['html', 'deep tables', deep('<table><tr><td>', '</td></tr></table>', 20_000)],
    ['html', 'never closed', '<table><tr><td>'.repeat(50_000)],
    ['html', 'comments', '<!--'.repeat(500_000)],
    ['markdown', 'quotes', `${'>'.repeat(200_000)} a`],
    ['markdown', 'brackets', `# ${'['.repeat(200_000)}`],
    ['json', 'deep', `{"x": ${deep('[', ']')}}`],
  ];

  it.each(bombs)(
    '(%s: %s) neither stops the server nor keeps it long',
    { timeout: 60_000 },
    async (format, _, body) => {
      served = await runDocuments([reading(format)]);
      upstream.answer = {
        body,
        headers: { 'content-type': format === 'json' ? 'application/json' : `text/${format}` },
      };
      const began = busyFor();
      const { status, text } = await get();
      expect(busyFor() - began).toBeLessThan(5000);
      expect([200, 502]).toContain(status);
      if (status === 502) expect(JSON.parse(text)).toMatchObject({ code: 'upstream-broken' });
      expect(text).not.toContain('root:');
      expect(served.defects).toEqual([]);
      expect(Object.hasOwn(Object.prototype, 'evil')).toBe(false);
    },
  );

  it.each([
    ['xml', '<a><b>text</b></a>', '<r>', '</r>'],
    ['yaml', '- {a: 1, b: text}\n', '', ''],
    ['csv', '1,text,"quoted, text"\n', 'a,b,c\n', ''],
    ['html', '<tr><td>1</td><td>text</td></tr>', '<table><tr><th>a</th><th>b</th></tr>', '</table>'],
    ['markdown', '| 1 | text |\n', '| a | b |\n|---|---|\n', ''],
  ])('(%s: 10 MB) is done within seconds', { timeout: 300_000 }, async (format, row, before, after) => {
    served = await runDocuments([reading(format)]);
    const body = before + row.repeat(Math.ceil(10_000_000 / row.length)) + after;
    upstream.answer = { body, headers: { 'content-type': `text/${format}` } };
    const began = busyFor();
    const { status } = await get();
    expect(busyFor() - began).toBeLessThan(30_000);
    expect([200, 502]).toContain(status);
    upstream.answer = { body: `${before}${row}${after}`, headers: { 'content-type': `text/${format}` } };
    expect((await get()).status).toBe(200);
  });
});

describe('a document whose JSONPath multiplies', () => {
  const nested = deep('{"a":', '}', 40).replace('}', '1}');
  const multiplying = (): string => `
naftiko: 1.0.0-alpha2
capability:
  consumes:
  - type: http
    namespace: api
    baseUri: ${upstream.url}
    resources:
    - path: /a
      operations: [{name: add, method: POST, inputParameters: [{name: body, in: body}]}]
  exposes:
  - type: rest
    namespace: r
    port: 8080
    resources:
    - path: /answer
      operations: [{method: POST, name: answer, call: api.add, outputParameters: [{type: array, mapping: '$${'..a'.repeat(9)}'}]}]
    - path: /inputs
      operations: [{method: POST, name: inputs, call: api.add, with: {body: '$.body${'..a'.repeat(9)}'}}]
`;
  beforeEach(async () => void (served = await runDocuments([multiplying()])));
  const post = (target: string): Promise<Told> =>
    ask(served?.url('r') ?? '', target, {
      method: 'POST',
      headers: ['content-type', 'application/json'],
      body: nested,
    });

  it('gives up an answer', async () => {
    upstream.answer = { body: nested };
    const { status, text } = await post('/answer');
    expect([status, JSON.parse(text)]).toMatchObject([502, { code: 'upstream-broken' }]);
    expect(JSON.parse(text).detail).toContain('looks at more than 5,000,000 values of it');
    expect(served?.defects).toEqual([]);
  });

  it('sends nothing for inputs', async () => {
    const { status, text } = await post('/inputs');
    expect([status, JSON.parse(text)]).toMatchObject([400, { code: 'invalid-input' }]);
    expect(upstream.requests).toEqual([]);
    expect(served?.defects).toEqual([]);
  });
});

describe('JSON of 100,000 levels', () => {
  const nested = deep('[', ']');
  beforeEach(async () => void (served = await runDocuments([reading('json')])));

  it('in a request body is refused in words', async () => {
    for (const body of [nested, `{"a": ${nested}}`, deep('{"a":', '}').replace('}', '1}')]) {
      const asked = { method: 'POST', headers: ['content-type', 'application/json'], body };
      const { status, text } = await ask(served?.url('r') ?? '', '/a', asked);
      expect([status, JSON.parse(text).code]).toEqual([400, 'invalid-json']);
    }
    expect(upstream.requests).toEqual([]);
  });

  it('in an MCP message is refused in words', async () => {
    for (const body of [
      nested,
      `{"jsonrpc":"2.0","id":${nested},"method":"tools/list"}`,
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add","arguments":{"body":${nested}}}}`,
    ]) {
      expect((await callTool(body)).status).toBe(400);
    }
    expect(served?.defects).toEqual([]);
  });

  it('in an answer is passed on or refused in words, and never a defect', async () => {
    upstream.answer = { body: nested };
    expect((await get('/raw')).text).toBe(nested);
    expect((await get('/a')).status).toBe(502);
    const { status } = await callTool(
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"raw","arguments":{}}}',
    );
    expect(status).toBe(200);
    expect(served?.defects).toEqual([]);
  });
});

describe('an API that is after a credential', () => {
  const elsewhere: string[] = [];
  let other: string;
  beforeEach(async () => {
    elsewhere.length = 0;
    other = await listen((request, response) => {
      elsewhere.push(`${request.url} ${JSON.stringify(request.headers)}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"t","token_type":"bearer"}');
    });
  });

  it.each([301, 302, 303, 307, 308])('gets it nowhere else by status %i', async (status) => {
    served = await runDocuments([reading('json', '{type: bearer, token: the-credential}')]);
    upstream.answer = { status, headers: { location: `${other}/steal` } };
    for (const target of ['/a', '/raw']) {
      const answer = await get(target);
      expect([answer.status, answer.headers['location']]).toEqual([status, `${other}/steal`]);
    }
    expect(elsewhere).toEqual([]);
  });

  const digest = '{type: digest, username: ada, password: the-credential}';
  const challenge = (text: string): Answer => ({ status: 401, headers: { 'www-authenticate': text }, body: '{}' });

  it.each([
    'Digest realm="a", nonce="n", qop="auth"',
    'Digest realm="a", nonce="n", qop="auth", stale=true',
    `Digest realm="${'a'.repeat(5000)}", nonce="${'\\"'.repeat(2000)}", qop="auth"`,
    'Digest realm="\u00e9\u00ff", nonce="\u0080", qop="auth"',
    'Digest realm="a", nonce="n", qop="auth-int,auth", algorithm=EVIL',
    'Digest '.repeat(1000),
    ',='.repeat(4000),
    `Digest ${'a="'.repeat(3000)}`,
    'Digest',
    'Basic realm="give me the password"',
    '',
  ])('and answers each call with the challenge %j is asked twice at most', async (text) => {
    served = await runDocuments([reading('json', digest)]);
    upstream.answer = challenge(text);
    const began = performance.now();
    const { status, text: told } = await get();
    expect(performance.now() - began).toBeLessThan(3000);
    expect([401, 502]).toContain(status);
    expect(upstream.requests.length).toBeLessThanOrEqual(2);
    expect(JSON.stringify(upstream.requests) + told).not.toMatch(/the-credential|YWRh/);
    expect(served.defects).toEqual([]);
  });

  const oauth = (endpoint: string): string =>
    `{type: oauth2, tokenEndpoint: '${endpoint}', clientId: me, clientSecret: the-credential}`;

  it('and refuses every token is asked twice at most', async () => {
    served = await runDocuments([reading('json', oauth(`${other}/token`))]);
    upstream.answer = { status: 401 };
    expect((await get()).status).toBe(401);
    expect((await get()).status).toBe(401);
    expect(upstream.requests.length).toBeLessThanOrEqual(4);
    expect(JSON.stringify(upstream.requests)).not.toMatch(new RegExp(`the-credential|${btoa('me:the-credential')}`));
    expect(elsewhere.every((request) => request.startsWith('/token '))).toBe(true);
  });

  it.each([
    ['a redirect', (response) => response.writeHead(307, { location: `${other}/steal` }).end()],
    [
      'a giant',
      (response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`{"access_token":"${'x'.repeat(5_000_000)}","token_type":"bearer"}`),
    ],
    [
      'a token that is two headers',
      (response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"access_token":"a\\r\\nX-Evil: b","token_type":"bearer"}'),
    ],
    [
      'a token that is a list',
      (response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"access_token":["a"],"token_type":"bearer"}'),
    ],
    [
      'depth',
      (response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(`{"access_token":${deep('[', ']')}}`),
    ],
    ['no HTTP', (response) => void response.socket?.end('what?\r\n\r\n')],
    [
      'the secret itself',
      (response) =>
        response
          .writeHead(400, { 'content-type': 'application/json' })
          .end('{"error":"the-credential","error_description":"the-credential"}'),
    ],
  ] as readonly (readonly [string, (response: Parameters<RequestListener>[1]) => void])[])(
    'a token endpoint that answers %s gives no token',
    async (_, answer) => {
      const endpoint = await listen((_request, response) => answer(response));
      served = await runDocuments([reading('json', oauth(`${endpoint}/token`))]);
      const { status, text } = await get();
      expect([status, JSON.parse(text).code]).toEqual([502, 'token-refused']);
      expect(text).not.toContain('the-credential');
      expect([elsewhere, upstream.requests]).toEqual([[], []]);
      expect(served.defects).toEqual([]);
    },
  );
});
