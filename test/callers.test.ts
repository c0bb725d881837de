/** Servers whose callers must authenticate, and strangers who try every way around it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { recordingUpstream, type RecordingUpstream } from './support/recording-upstream.ts';
import { runDocuments, type RanDocuments } from './support/run-document.ts';

let upstream: RecordingUpstream;
beforeAll(async () => void (upstream = await recordingUpstream()));
afterAll(() => upstream.close());

/** A document with a REST server, which also forwards, and an MCP server, both closed, each on the port it is given. */
const closed = (authentication: string, [rest, mcp]: readonly [number, number]): string => `
naftiko: 1.0.0-alpha2
info: {label: Vault, description: what-the-vault-is-for}
capability:
  consumes:
  - type: http
    namespace: doors
    baseUri: ${upstream.url}
    resources: [{path: /doors, operations: [{name: list-doors, method: GET}]}]
  exposes:
  - type: rest
    namespace: vault-rest
    description: what-the-server-is-for
    port: ${rest}
    authentication: ${authentication}
    resources:
    - {path: /doors, operations: [{method: GET, name: secret-operation, description: what-it-does, call: doors.list-doors}]}
    - {path: '/on/{path}', forward: {targetNamespace: doors}}
  - type: mcp
    namespace: vault-mcp
    port: ${mcp}
    authentication: ${authentication}
    tools: [{name: secret-tool, description: what-it-does, call: doors.list-doors}]
`;

const credentials = [
  {
    kind: 'bearer',
    authentication: "{type: bearer, token: '{{env.DOOR}}'}",
    right: ['authorization', 'Bearer open-sesame'],
    wrong: ['authorization', 'Bearer open-sesamf'],
    empty: ['authorization', 'Bearer '],
  },
  {
    kind: 'basic',
    authentication: "{type: basic, username: ada, password: '{{env.DOOR}}'}",
    right: ['authorization', `Basic ${btoa('ada:open-sesame')}`],
    wrong: ['authorization', `Basic ${btoa('ada:')}`],
    empty: ['authorization', 'Basic '],
  },
  {
    kind: 'an API key',
    authentication: "{type: apikey, key: X-Door, placement: header, value: '{{env.DOOR}}'}",
    right: ['x-door', 'open-sesame'],
    wrong: ['x-door', 'open-sesame '.repeat(2)],
    empty: ['x-door', ''],
  },
] as const;

/** Every path that answers something to who may come in. */
const targets = (prefix: string): readonly (readonly [string, string])[] =>
  [
    ['GET', '/doors'],
    ['HEAD', '/doors'],
    ['OPTIONS', '/doors'],
    ['POST', '/doors'],
    ['GET', '/openapi.json'],
    ['HEAD', '/openapi.json'],
    ['GET', '/on/doors'],
    ['DELETE', '/on/doors'],
    ['OPTIONS', '/on/doors'],
    ['GET', '/nowhere'],
    ['GET', '//doors'],
    ['GET', '/doors/'],
    ['GET', '/%64oors'],
  ].map(([method = '', path = '']) => [method, prefix + path] as const);

const listTools = {
  method: 'POST',
  body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
  json: ['content-type', 'application/json'],
} as const;

describe.each(credentials)('a server closed by $kind', ({ authentication, right, wrong, empty }) => {
  const environment = { DOOR: 'open-sesame' };

  describe.each([
    { where: 'on ports of its own', ports: [8080, 9090], others: [], prefix: '' },
    { where: 'on one port, below its name', ports: [8080, 8080], others: ['other'], prefix: '/document-0' },
  ] as const)('$where', ({ ports, others, prefix }) => {
    let served: RanDocuments;
    beforeAll(async () => {
      const open = closed('~', [8080, 8080]).replace('Vault', 'Other').replaceAll('secret-', 'open-');
      served = await runDocuments([closed(authentication, ports), ...others.map(() => open)], { environment });
    });
    afterAll(() => served.stop());

    it('lets in who shows the credential', async () => {
      for (const target of ['/doors', '/openapi.json', '/on/doors']) {
        const { status } = await ask(served.url('vault-rest'), prefix + target, { headers: right });
        expect([target, status]).toEqual([target, 200]);
      }
      const { json, ...asked } = listTools;
      const { text } = await ask(served.url('vault-mcp'), `${prefix}/mcp`, { ...asked, headers: [...json, ...right] });
      expect(text).toContain('secret-tool');
    });

    it.each([
      ['nothing', []],
      ['a wrong one', wrong],
      ['an empty one', empty],
      ['it twice', [...right, ...right]],
      ['it beside a wrong one', [...right, ...wrong]],
    ])('tells nothing to who shows %s', async (_, headers) => {
      const before = upstream.requests.length;
      for (const [method, target] of targets(prefix)) {
        const answer = await ask(served.url('vault-rest'), target, { method, headers });
        expect([method, target, answer.status]).toEqual([method, target, 401]);
        expect(answer.headers['www-authenticate']).toBeDefined();
        expect(answer.text).not.toMatch(/secret-|what-|sesame/);
      }
      const { json, ...asked } = listTools;
      for (const target of prefix === '' ? ['/', '/mcp', '/mcp/', '/mcp?x=1'] : [`${prefix}/mcp`]) {
        const answer = await ask(served.url('vault-mcp'), target, { ...asked, headers: [...json, ...headers] });
        expect([target, answer.status]).toEqual([target, 401]);
        expect(answer.text).not.toMatch(/secret-|what-|sesame/);
      }
      expect(upstream.requests.length).toBe(before);
    });

    it('is named by the index, which says no more of it', async () => {
      for (const accept of ['text/html', 'application/json']) {
        const { status, text } = await ask(served.url('vault-rest'), '/', { headers: ['accept', accept] });
        expect(status).toBe(200);
        expect(text).toContain('vault-rest');
        expect(text).not.toMatch(/secret-|what-it-does.*secret|sesame|\/on\//);
        if (others.length === 0) expect(text).not.toContain('what-');
      }
    });
  });

  it('lets nobody in while its credential has no value', async () => {
    const served = await runDocuments([closed(authentication, [8080, 9090])]);
    for (const headers of [
      [],
      right,
      wrong,
      empty,
      ['authorization', 'Bearer {{env.DOOR}}'],
      ['x-door', '{{env.DOOR}}'],
    ]) {
      for (const [method, target] of targets(''))
        expect((await ask(served.url('vault-rest'), target, { method, headers })).status).toBe(401);
      const { json, ...asked } = listTools;
      const answer = await ask(served.url('vault-mcp'), '/mcp', { ...asked, headers: [...json, ...headers] });
      expect(answer.status).toBe(401);
    }
    expect(served.diagnostics.map(({ code }) => code)).toContain('missing-secret');
    await served.stop();
  });
});

it.each([
  ['{type: oauth2, tokenEndpoint: https://a.example/token}'],
  ['{type: oauth2, authorizationServerUri: https://a.example}'],
  ['{type: oauth2, resource: https://b.example}'],
  ['{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example, tokenValidation: trust}'],
  ['{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example, tokenValidation: [jwks]}'],
  ['{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example, tokenValidation: ~}'],
  ['{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example, scopes: ~}'],
  ['{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example, scopes: {a: b}}'],
  [`{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example, scopes: ['"']}`],
  ['{type: hmac}'],
  ['{type: [bearer], token: x}'],
  ['{token: x}'],
  ['bearer'],
  ['[{type: bearer, token: x}]'],
  ['true'],
])('a server that asks for authentication: %s is not served open', async (authentication) => {
  const served = await runDocuments([closed(authentication, [8080, 9090])]);
  expect(served.servers).toEqual([]);
  expect(served.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  await served.stop();
});

it.each([
  '{type: bearer}',
  "{type: bearer, token: ''}",
  '{type: basic}',
  '{type: apikey, key: k}',
  "{type: apikey, key: '', value: x}",
  '{type: digest}',
  "{type: digest, username: '', password: ''}",
  '{type: oauth2, authorizationServerUri: http://a.example, resource: https://b.example}',
  '{type: oauth2, authorizationServerUri: https://a.example, resource: http://b.example}',
  '{type: oauth2, authorizationServerUri: nowhere, resource: https://b.example}',
  "{type: oauth2, authorizationServerUri: '{{env.DOOR}}', resource: https://b.example}",
  "{type: oauth2, authorizationServerUri: https://a.example, resource: '{{env.DOOR}}'}",
  '{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example, tokenValidation: introspection}',
])('a server that asks for %s lets nobody in', async (authentication) => {
  const served = await runDocuments([closed(authentication, [8080, 9090])]);
  for (const headers of [
    [],
    ['authorization', 'Bearer '],
    ['authorization', 'Bearer undefined'],
    ['k', ''],
    ['k', 'x'],
  ])
    expect((await ask(served.url('vault-rest'), '/doors', { headers })).status).toBe(401);
  await served.stop();
});
