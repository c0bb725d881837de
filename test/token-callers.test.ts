/** Servers whose callers show tokens of an authorization server, and strangers with tokens that are not quite right. */
import { generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, type Told } from './support/ask.ts';
import { authorizationServer, type TestAuthorizationServer } from './support/authorization-server.ts';
import { recordingUpstream, type RecordingUpstream } from './support/recording-upstream.ts';
import { runDocuments, type RanDocuments } from './support/run-document.ts';

const resource = 'https://library.example.com/tools';
let upstream: RecordingUpstream;
beforeAll(async () => void (upstream = await recordingUpstream()));
afterAll(() => upstream.close());

let issuer: TestAuthorizationServer;
let served: RanDocuments;
/** Set by those who want another server than `beforeEach` starts. */
async function serve(more = '', environment: Readonly<Record<string, string>> = {}, timeout = 10_000): Promise<void> {
  const authentication = `{type: oauth2, authorizationServerUri: ${issuer.issuer}, resource: ${resource}, scopes: [read]${more}}`;
  const text = `
ikanos: 1.0.0-beta5
info: {display: Library}
capability:
  consumes:
  - type: http
    namespace: books
    baseUri: ${upstream.url}
    resources: [{path: /books, operations: [{name: list, method: GET}, {name: add, method: POST}]}]
  exposes:
  - type: rest
    namespace: rest
    port: 8080
    authentication: ${authentication}
    resources:
    - path: /books
      operations:
      - {method: GET, name: list, call: books.list}
      - {method: POST, name: add, call: books.add, scopes: [write]}
    - {path: '/on/{path}', forward: {targetNamespace: books, scopes: [admin]}}
    - {path: '/through/{path}', forward: {targetNamespace: books, trustedHeaders: [Authorization]}}
  - type: mcp
    namespace: mcp
    port: 9090
    authentication: ${authentication}
    tools:
    - {name: list-books, description: List, call: books.list}
    - {name: add-book, description: Add, call: books.add, scopes: [write]}
    - {name: burn-books, description: Burn, call: books.add, scopes: [write, admin]}
`;
  served = await runDocuments([text], { environment, timeout });
}
beforeEach(async () => void (issuer = await authorizationServer(resource)));
afterEach(async () => {
  vi.useRealTimers();
  await served.stop();
  await issuer.close();
});

const bearer = (token: string): readonly string[] => ['authorization', `Bearer ${token}`];
const get = (token: string, target = '/books'): Promise<Told> =>
  ask(served.url('rest'), target, { headers: bearer(token) });
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

function mcp(token: string, method: string, params: object = {}): Promise<Told> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  return ask(served.url('mcp'), '/mcp', {
    method: 'POST',
    body,
    headers: ['content-type', 'application/json', ...bearer(token)],
  });
}

describe('a caller with a token', () => {
  beforeEach(() => serve());

  it('comes in, by REST and by MCP, and the token goes no further', async () => {
    const token = await issuer.sign({ scope: 'read write' });
    const before = upstream.requests.length;
    expect((await get(token)).status).toBe(200);
    expect((await mcp(token, 'tools/call', { name: 'list-books' })).text).toContain('"content"');
    expect(upstream.requests.length).toBe(before + 2);
    for (const { headers } of upstream.requests.slice(before)) expect(headers.authorization).toBeUndefined();
  });

  it('takes it along where a forward trusts it', async () => {
    const token = await issuer.sign({ scope: 'read' });
    await get(token, '/through/books');
    expect(upstream.requests.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
  });

  it('is looked at once, and the authorization server asked once', async () => {
    const token = await issuer.sign({ scope: 'read' });
    const answers = await Promise.all([get(token), get(token), get(token)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await get(await issuer.sign({ scope: 'read', jti: 'another' }));
    expect(issuer.asked).toEqual(['/.well-known/oauth-authorization-server', '/jwks']);
  });

  it.each([
    ['a list of audiences', { aud: ['https://other.example', resource] }, {}],
    ['scopes in `scp`', { scp: ['read'], scope: undefined }, {}],
    ['scopes in `scp`, as a text', { scp: 'read more', scope: undefined }, {}],
    ['the type JWT', {}, { typ: 'JWT' }],
    ['no type', {}, { typ: null }],
    ['no key id, as there is one key', {}, { kid: null }],
    ['a clock that is a little ahead', { nbf: inSeconds(10) }, {}],
    ['a client and no user', { sub: undefined, client_id: 'c' }, {}],
  ])('may have %s', async (_, claims, options) => {
    expect((await get(await issuer.sign({ scope: 'read', ...claims }, options))).status).toBe(200);
  });
});

describe('a stranger', () => {
  beforeEach(() => serve());

  async function expectRefused(answer: Told, why: string): Promise<void> {
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'caller-not-authenticated' });
    expect(answer.text).toContain(why);
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer error="invalid_token", error_description="The token is not good here: ${why}", resource_metadata="https://library.example.com/.well-known/oauth-protected-resource/tools", scope="read"`,
    );
  }

  it.each([
    ['another audience', { aud: 'https://other.example.com' }, 'it is not for this server'],
    ['no audience', { aud: undefined }, 'it is not for this server'],
    ['the beginning of the audience', { aud: 'https://library.example.com' }, 'it is not for this server'],
    ['another issuer', { iss: 'https://other.example.com' }, 'it is of another authorization server'],
    ['an end in the past', { exp: inSeconds(-60) }, 'it has expired'],
    ['no end', { exp: undefined }, 'it does not say when it expires'],
    ['a beginning in the future', { nbf: inSeconds(3600) }, 'it is not valid yet'],
    ['nobody it is of', { sub: undefined }, 'it does not say whose it is'],
    ['a key that it is bound to', { cnf: { jkt: 'x' } }, 'it is bound to a key of the client, which is not supported'],
  ])('with a token that has %s is refused', async (_, claims, why) => {
    await expectRefused(await get(await issuer.sign({ scope: 'read', ...claims })), why);
  });

  it.each([
    ['an ID token', { typ: 'id+jwt' }],
    ['a logout token', { typ: 'logout+jwt' }],
    ['a proof of possession', { typ: 'dpop+jwt' }],
  ])('with %s is refused', async (_, options) => {
    await expectRefused(await get(await issuer.sign({ scope: 'read' }, options)), 'it is no access token');
  });

  it('with a token that is not signed is refused, and nobody is asked about it', async () => {
    const [, payload] = (await issuer.sign({ scope: 'read' })).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const header = Buffer.from(JSON.stringify({ alg, typ: 'at+jwt' })).toString('base64url');
      await expectRefused(await get(`${header}.${payload}.`), 'its algorithm is not one that is taken here');
    }
    expect(issuer.asked).toEqual([]);
  });

  it('with a token that is signed with the public key as a secret is refused', async () => {
    const key = new TextEncoder().encode(JSON.stringify(issuer.publicKey()));
    const token = await issuer.sign({ scope: 'read' }, { algorithm: 'HS256', key });
    await expectRefused(await get(token), 'its algorithm is not one that is taken here');
  });

  it('with a token that is signed with a key of their own is refused', async () => {
    const { privateKey: key } = await generateKeyPair('ES256');
    await expectRefused(await get(await issuer.sign({ scope: 'read' }, { key })), 'its signature is wrong');
    await expectRefused(
      await get(await issuer.sign({ scope: 'read' }, { key, kid: 'mine' })),
      'it is signed with a key that the authorization server does not list',
    );
  });

  it('with a key of their own in the header of the token is refused, and that key is not fetched', async () => {
    const { privateKey: key } = await generateKeyPair('ES256');
    const header = { jku: `${issuer.issuer}/mine`, jwk: { ...issuer.publicKey(), kid: 'mine' } };
    await expectRefused(
      await get(await issuer.sign({ scope: 'read' }, { key, kid: 'mine', header })),
      'it is signed with a key that the authorization server does not list',
    );
    expect(issuer.asked).not.toContain('/mine');
  });

  it('with a token that was changed is refused', async () => {
    const [header, , signature] = (await issuer.sign({ scope: 'read' })).split('.');
    const payload = Buffer.from(JSON.stringify({ iss: issuer.issuer, aud: resource, sub: 'root', exp: inSeconds(60) }));
    await expectRefused(await get(`${header}.${payload.toString('base64url')}.${signature}`), 'its signature is wrong');
  });

  it.each(['x', 'a.b', 'a.b.c', '..', 'e30.e30', 'not-a-token'])('with %s is refused', async (token) => {
    await expectRefused(await get(token), 'it is no signed JWT');
    expect(issuer.asked).toEqual([]);
  });

  it.each(['a b', 'a,b', '"a"', 'a, Bearer b'])('with what no token looks like (%s) is refused', async (token) => {
    await expectRefused(await get(token), 'it is not written as a token is');
  });

  it('who shows no token, or not in its place, is told what is asked for', async () => {
    const token = await issuer.sign({ scope: 'read' });
    for (const [target, headers] of [
      ['/books', []],
      [`/books?access_token=${token}`, []],
      ['/books', ['authorization', token]],
      ['/books', ['authorization', `Basic ${token}`]],
      ['/books', ['authorization', 'Bearer ']],
      ['/books', ['cookie', `access_token=${token}`]],
    ] as const) {
      const answer = await ask(served.url('rest'), target, { headers });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
      if (target !== '/books' || headers[1]?.startsWith('Bearer') !== true)
        expect(answer.headers['www-authenticate']).toBe(
          'Bearer resource_metadata="https://library.example.com/.well-known/oauth-protected-resource/tools", scope="read"',
        );
    }
  });

  it('with two tokens is refused, though both are good', async () => {
    const token = await issuer.sign({ scope: 'read' });
    for (const second of [`Bearer ${token}`, 'Basic eDp5']) {
      const headers = [...bearer(token), 'authorization', second];
      const answer = await ask(served.url('rest'), '/books', { headers });
      expect([answer.status, answer.text]).toEqual([401, expect.stringContaining('more than once')]);
    }
  });

  it('makes the authorization server work no more than once for many unknown keys', async () => {
    await get(await issuer.sign({ scope: 'read' }));
    for (let count = 0; count < 5; count++)
      await get(await issuer.sign({ scope: 'read' }, { kid: `unknown-${count}` }));
    expect(issuer.asked.filter((path) => path === '/jwks')).toHaveLength(1);
  });
});

describe('keys', () => {
  beforeEach(() => serve());

  it('that are new are asked for, once those that are known have had their time', async () => {
    const old = await issuer.sign({ scope: 'read' });
    expect((await get(old)).status).toBe(200);
    await issuer.rotate();
    const token = await issuer.sign({ scope: 'read' });
    expect((await get(token)).status).toBe(401);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    expect((await get(token)).status).toBe(200);
    // What was signed with the key that is gone is not good for much longer.
    vi.setSystemTime(Date.now() + 61_000);
    expect((await get(old)).status).toBe(401);
  });

  it.each([
    ['broken', 'answered 500'],
    ['huge', 'answered with more than it should have to say'],
    ['nonsense', 'lists no keys that can be used'],
  ] as const)('that cannot be had, as the server is %s, let nobody in', async (behaviour, why) => {
    const token = await issuer.sign({ scope: 'read' });
    issuer.behaviour.set('/jwks', behaviour);
    const before = upstream.requests.length;
    const answer = await get(token);
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining(why)]);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'authorization-server-unavailable', retry: 'safe' });
    expect((await mcp(token, 'tools/list')).status).toBe(503);
    expect(upstream.requests.length).toBe(before);
    issuer.behaviour.clear();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6000 });
    expect((await get(token)).status).toBe(200);
  });
});

it('asks an authorization server that is in trouble no more than once in a while', async () => {
  await serve();
  const tokens = await Promise.all([1, 2, 3, 4].map((jti) => issuer.sign({ scope: 'read', jti: String(jti) })));
  const count = (): number => issuer.asked.filter((path) => path === '/jwks').length;
  for (const behaviour of ['broken', 'nonsense'] as const) {
    issuer.behaviour.set('/jwks', behaviour);
    const before = count();
    for (const token of tokens) expect((await get(token)).status).toBe(503);
    expect([behaviour, count() - before]).toEqual([behaviour, 1]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6000 });
  }
});

describe('an authorization server', () => {
  it('that says nothing lets nobody in', async () => {
    await serve('', {}, 100);
    for (const path of ['/.well-known/oauth-authorization-server', '/jwks']) {
      issuer.behaviour.clear();
      issuer.behaviour.set(path, 'silent');
      const answer = await get(await issuer.sign({ scope: 'read' }));
      expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('gave no whole answer in time')]);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6000 });
    }
  });

  it('that is gone lets nobody in', async () => {
    await serve();
    const token = await issuer.sign({ scope: 'read' });
    await issuer.close();
    const answer = await get(token);
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('cannot be reached')]);
  });

  it.each([
    [{ issuer: 'https://other.example.com' }, 'is of another authorization server'],
    [{ jwks_uri: undefined }, 'does not say where its keys are'],
    [{ jwks_uri: 'http://keys.example.com/jwks' }, 'is not asked at keys.example.com, as that address is not https'],
  ])('that says of itself %j lets nobody in', async (says, why) => {
    await serve();
    Object.assign(issuer.says, says);
    const answer = await get(await issuer.sign({ scope: 'read' }));
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining(why)]);
  });
});

describe('scopes', () => {
  beforeEach(() => serve());

  const challenge = (scopes: string): string =>
    `Bearer error="insufficient_scope", resource_metadata="https://library.example.com/.well-known/oauth-protected-resource/tools", scope="${scopes}"`;

  it('that all callers need are asked of all', async () => {
    for (const answer of [
      await get(await issuer.sign({ scope: 'write' })),
      await mcp(await issuer.sign({}), 'tools/list'),
      await get(await issuer.sign({ scope: 'reader' }), '/openapi.json'),
    ]) {
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([403, challenge('read')]);
    }
  });

  it('of an operation and of a forward are asked beside them', async () => {
    const token = await issuer.sign({ scope: 'read' });
    const before = upstream.requests.length;
    const added = await ask(served.url('rest'), '/books', { method: 'POST', headers: bearer(token) });
    expect([added.status, added.headers['www-authenticate']]).toEqual([403, challenge('read write')]);
    expect(JSON.parse(added.text)).toMatchObject({ code: 'caller-not-permitted', retry: 'never' });
    expect((await get(token, '/on/books')).headers['www-authenticate']).toBe(challenge('read admin'));
    expect(upstream.requests.length).toBe(before);
    expect((await get(await issuer.sign({ scope: 'read admin' }), '/on/books')).status).toBe(200);
  });

  it.each([
    ['read', ['list-books']],
    ['read write', ['list-books', 'add-book']],
    ['admin read', ['list-books']],
    ['read write admin', ['list-books', 'add-book', 'burn-books']],
  ])('%s let see these tools', async (scope, tools) => {
    const token = await issuer.sign({ scope });
    const { result } = JSON.parse((await mcp(token, 'tools/list')).text) as {
      readonly result: { readonly tools: readonly { readonly name: string }[] };
    };
    expect(result.tools.map(({ name }) => name)).toEqual(tools);
    for (const name of ['list-books', 'add-book', 'burn-books']) {
      const before = upstream.requests.length;
      const answer = await mcp(token, 'tools/call', { name });
      expect([name, answer.status]).toEqual([name, tools.includes(name) ? 200 : 403]);
      expect(upstream.requests.length).toBe(before + (tools.includes(name) ? 1 : 0));
      if (name === 'burn-books' && answer.status === 403)
        expect(answer.headers['www-authenticate']).toBe(challenge('read write admin'));
    }
    const unknown = await mcp(token, 'tools/call', { name: 'burn-book' });
    expect(unknown.text.includes('burn-books')).toBe(tools.includes('burn-books'));
  });

  it('do not make the session of one caller that of another', async () => {
    const [ada, eve] = [await issuer.sign({ scope: 'read' }), await issuer.sign({ scope: 'read', sub: 'eve' })];
    const opened = await mcp(ada, 'initialize', { protocolVersion: '2025-11-25', capabilities: {} });
    const session = ['mcp-session-id', String(opened.headers['mcp-session-id'])];
    const end = async (token: string): Promise<number> => {
      const asked = { method: 'DELETE', headers: [...session, ...bearer(token)] };
      return (await ask(served.url('mcp'), '/mcp', asked)).status;
    };
    expect([await end(eve), await end(ada)]).toEqual([405, 204]);
  });

  it('make lists that are the caller’s own', async () => {
    const version = '2026-07-28';
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': version,
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    for (const method of ['tools/list', 'server/discover']) {
      const headers = ['content-type', 'application/json', 'mcp-protocol-version', version, 'mcp-method', method];
      const answer = await ask(served.url('mcp'), '/mcp', {
        method: 'POST',
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { _meta } }),
        headers: [...headers, ...bearer(await issuer.sign({ scope: 'read' }))],
      });
      expect(answer.text).toContain('"cacheScope":"private"');
    }
  });
});

const environment = {
  REST_CLIENT_ID: 'capstan',
  REST_CLIENT_SECRET: 's3cret',
  MCP_CLIENT_ID: 'c',
  MCP_CLIENT_SECRET: 's',
};

it('lets nobody in when the authorization server is asked about a token and says nothing', async () => {
  await serve(', tokenValidation: introspection', environment, 100);
  issuer.behaviour.set('/introspect', 'silent');
  const answer = await get('good');
  expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('gave no whole answer in time')]);
});

describe('tokens that are asked about', () => {
  beforeEach(async () => {
    await serve(', tokenValidation: introspection', environment);
    issuer.active.set('good', { active: true, scope: 'read', sub: 'ada', aud: resource, exp: inSeconds(60) });
  });

  it('are good when the authorization server says so, which is asked with our credentials', async () => {
    expect((await get('good')).status).toBe(200);
    expect(issuer.askedBy()).toBe(`Basic ${btoa('capstan:s3cret')}`);
  });

  it('are remembered for a moment, and no longer than they are good', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const count = (): number => issuer.asked.filter((path) => path === '/introspect').length;
    await get('good');
    await get('good');
    expect(count()).toBe(1);
    issuer.active.delete('good');
    vi.setSystemTime(Date.now() + 11_000);
    expect((await get('good')).status).toBe(401);
    issuer.active.set('short', { active: true, scope: 'read', sub: 'ada', aud: resource, exp: inSeconds(2) });
    expect((await get('short')).status).toBe(200);
    issuer.active.delete('short');
    vi.setSystemTime(Date.now() + 3000);
    expect((await get('short')).status).toBe(401);
  });

  it.each([
    [{ active: false }, 'it is not active'],
    [{ active: true, sub: 'ada', scope: 'read' }, 'it is not for this server'],
    [{ active: true, sub: 'ada', aud: 'https://other.example.com' }, 'it is not for this server'],
    [{ active: true, sub: 'ada', aud: resource, iss: 'https://other.example.com' }, 'it is of another'],
    [{ active: true, sub: 'ada', aud: resource, exp: inSeconds(-60) }, 'it has expired'],
    [{ active: true, sub: 'ada', aud: resource, nbf: inSeconds(3600) }, 'it is not valid yet'],
    [{ active: true, aud: resource }, 'it does not say whose it is'],
  ])('are not good when it says %j', async (says, why) => {
    issuer.active.set('bad', says);
    const answer = await get('bad');
    expect([answer.status, answer.text]).toEqual([401, expect.stringContaining(why)]);
  });

  it.each([
    ['broken', 'did not answer as it should'],
    ['huge', 'answered with more than it should'],
    ['nonsense', 'did not answer as it should'],
  ] as const)('let nobody in when it is %s', async (behaviour, why) => {
    issuer.behaviour.set('/introspect', behaviour);
    const answer = await get('good');
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining(why)]);
  });
});
