/** What is said about documents as a whole: each rule with a document it speaks of, and one it has nothing to say about. */
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../document/load-document.ts';
import type { Diagnostic } from '../../problem/diagnostic.ts';
import { createReport } from '../../problem/report.ts';
import { compileHeaders } from '../../consume/request/build-headers.ts';
import { normalise } from '../normalise.ts';

interface Parts {
  readonly baseUri?: string;
  readonly authentication?: string;
  readonly method?: string;
  readonly path?: string;
  readonly inputs?: string;
  readonly description?: string;
  readonly tools?: string;
  /** What the server asks of its callers. */
  readonly callers?: string;
  readonly exposes?: boolean;
  readonly exposedPath?: string;
}

const shop = (parts: Parts): string => `
naftiko: 1.0.0-alpha2
binds:
- {namespace: env, keys: {SHOP_KEY: SHOP_KEY}}
capability:
  consumes:
  - namespace: shop
    baseUri: ${parts.baseUri ?? 'https://api.example.com'}
${parts.authentication === undefined ? '' : `    authentication: ${parts.authentication}`}
    resources:
    - path: "${parts.path ?? '/items'}"
      operations:
      - {name: op, method: ${parts.method ?? 'GET'}, description: "${parts.description ?? 'Lists.'}", inputParameters: [${parts.inputs ?? ''}]}
${parts.exposes === false ? '' : `  exposes:\n  - {type: mcp, namespace: shop-mcp, port: 9090, ${parts.callers === undefined ? '' : `authentication: ${parts.callers}, `}tools: [${parts.tools ?? '{name: t, call: shop.op}'}]}`}
${parts.exposedPath === undefined ? '' : `  - {type: rest, namespace: shop-rest, resources: [{path: "${parts.exposedPath}", operations: [{method: GET, call: shop.op}]}]}`}
`;

function diagnostics(text: string): readonly Diagnostic[] {
  const report = createReport();
  const document = loadDocument('shop.naftiko.yaml', text, report);
  if (document) normalise(document, report);
  return report.diagnostics;
}

const said = (code: string, parts: Parts): readonly string[] =>
  diagnostics(shop(parts)).flatMap((one) => (one.code === code ? [one.message] : []));

describe('a document', () => {
  it.each<[string, Parts, string]>([
    ['undeclared-variable', { authentication: '{type: bearer, token: "{{env.OTHER_KEY}}"}' }, 'OTHER_KEY'],
    ['undeclared-variable', { authentication: '{type: bearer, token: "{{OTHER_KEY}}"}' }, 'OTHER_KEY'],
    ['undeclared-variable', { baseUri: '"https://{{SHOP_HOST}}/v1"' }, 'SHOP_HOST'],
    ['undeclared-variable', { inputs: '{name: v, in: query, value: "{{env.SHOP_VERSION}}"}' }, 'SHOP_VERSION'],
    ['plain-secret', { authentication: '{type: bearer, token: abc123}' }, '`token` in the authentication of shop'],
    ['plain-secret', { authentication: '{type: basic, username: me, password: abc123}' }, '`password`'],
    ['plain-secret', { callers: '{type: bearer, token: abc123}' }, '`token` in the authentication of shop-mcp'],
    ['plain-secret', { inputs: '{name: X-Api-Key, in: header, value: abc123}' }, '`X-Api-Key` of shop.op'],
    [
      'plain-http',
      { baseUri: 'http://api.example.com', authentication: '{type: bearer, token: "{{SHOP_KEY}}"}' },
      'shop',
    ],
    ['plain-http', { baseUri: 'http://8.8.8.8/v1', authentication: '{type: bearer, token: "{{SHOP_KEY}}"}' }, 'shop'],
    ['malformed-schema', { inputs: '{name: q, in: query, pattern: "("}' }, '`q` of shop.op has a `pattern`'],
    ['malformed-schema', { inputs: '{name: q, in: query, type: integer, minimum: 5, maximum: 1}' }, '`minimum` over'],
    ['malformed-schema', { inputs: '{name: q, in: query, enum: []}' }, 'an empty `enum`'],
    ['malformed-schema', { inputs: '{name: q, in: query, maxLength: -1}' }, '`maxLength` that is no count'],
    ['malformed-schema', { inputs: '{name: q, in: query, minLength: 1.5}' }, '`minLength` that is no count'],
    ['malformed-schema', { inputs: '{name: q, in: query, type: string, enum: [1, 2]}' }, 'not of type string'],
    ['malformed-schema', { inputs: '{name: q, in: query, type: integer, default: many}' }, 'not of type integer'],
    ['malformed-schema', { inputs: '{name: q, in: query, enum: [a, b], default: c}' }, '`enum` does not allow'],
    [
      'malformed-schema',
      { inputs: '{name: b, in: body, type: object, properties: [{name: n, type: array, items: {enum: []}}]}' },
      '`b.n[]` of shop.op',
    ],
    ['malformed-schema', { tools: '{name: t, call: shop.op, inputParameters: [{name: n, enum: []}]}' }, '`n` of t'],
    ['unsafe-pattern', { inputs: '{name: q, in: query, pattern: "(a+)+$"}' }, '(a+)+$'],
    ['name-in-two-places', { path: '/items/{id}', inputs: '{name: id, in: query}' }, '`id` of shop.op (path, query)'],
    ['odd-path', { path: '/#List' }, 'what follows it is not sent: /#List'],
    ['odd-path', { path: '/items?all=1' }, 'a query string'],
    ['odd-path', { path: '/items//all' }, 'an empty segment'],
    ['odd-path', { path: '/all items' }, 'percent-encoded'],
    ['odd-path', { path: '/a/../b' }, 'every call is refused'],
    ['odd-path', { path: 'items' }, 'do not begin with a slash'],
    ['odd-path', { path: 'https://x.example/items' }, 'whole addresses'],
    ['odd-path', { exposedPath: '/100%/{%}' }, 'callers must write `%25`: /100%/{%}'],
    ['body-on-get', { inputs: '{name: body, in: body}' }, 'shop.op (GET)'],
    ['body-on-get', { method: 'DELETE', inputs: '{name: body, in: body}' }, 'shop.op (DELETE)'],
    ['thin-description', { description: ' ' }, 'return: t.'],
    [
      'too-many-tools',
      { tools: Array.from({ length: 129 }, (_, number) => `{name: t${number}, call: shop.op}`).join(', ') },
      'shop-mcp has 129 tools',
    ],
    [
      'header-overridden',
      { authentication: '{type: bearer, token: "{{SHOP_KEY}}"}', inputs: '{name: Authorization, in: header}' },
      '`Authorization` of shop.op',
    ],
    [
      'header-overridden',
      { authentication: '{type: apikey, key: X-Key, value: "{{SHOP_KEY}}"}', inputs: '{name: x-key, in: header}' },
      '`x-key` of shop.op',
    ],
  ])('is told of %s: %j', (code, parts, words) => {
    const [message, ...more] = said(code, parts);
    expect(message).toContain(words);
    expect(more).toEqual([]);
  });

  it.each<[string, Parts]>([
    ['undeclared-variable', { authentication: '{type: bearer, token: "{{env.SHOP_KEY}}"}' }],
    ['undeclared-variable', { authentication: '{type: bearer, token: "{{SHOP_KEY}}"}' }],
    ['undeclared-variable', { authentication: '{type: bearer, token: "{{OTHER}}"}', exposes: false }],
    ['undeclared-variable', { baseUri: 'https://{region}.example.com' }],
    ['plain-secret', { authentication: '{type: basic, username: me, password: "{{SHOP_KEY}}"}' }],
    ['plain-secret', { callers: '{type: digest, username: me, password: "{{SHOP_KEY}}"}' }],
    ['plain-secret', { inputs: '{name: version, in: query, value: "2"}' }],
    ['plain-http', { baseUri: 'http://api.example.com' }],
    ...['localhost:1', '127.0.0.1', '10.1.2.3', '[::1]:80', 'api', 'api.local', 'api.shop.svc', '{host}'].map(
      (host): [string, Parts] => [
        'plain-http',
        { baseUri: `"http://${host}/v1"`, authentication: '{type: bearer, token: "{{SHOP_KEY}}"}' },
      ],
    ),
    ['malformed-schema', { inputs: '{name: q, in: query, type: number, minimum: 1, maximum: 1, default: null}' }],
    [
      'malformed-schema',
      { inputs: '{name: q, in: query, type: integer, enum: [1, 2], default: 2, pattern: "^a\\\\:$"}' },
    ],
    ['unsafe-pattern', { inputs: '{name: q, in: query, pattern: "^[a-z]+(-[a-z]+)*$"}' }],
    ['name-in-two-places', { path: '/items/{id}', inputs: '{name: id, in: path}, {name: ID, in: query}' }],
    ['odd-path', { path: "/items/{an id}/it's(x):verb.json/{{b}}/" }],
    ['odd-path', { exposedPath: '/100%25/{100%}' }],
    ['body-on-get', { method: 'POST', inputs: '{name: body, in: body}' }],
    ['header-overridden', { inputs: '{name: Authorization, in: header}' }],
    ['thin-description', {}],
    ['too-many-tools', {}],
  ])('has no %s: %j', (code, parts) => {
    expect(said(code, parts)).toEqual([]);
  });
});

describe('what is said', () => {
  it('weighs more about a credential', () => {
    const severities = (parts: Parts): readonly string[] =>
      diagnostics(shop(parts)).flatMap(({ code, severity }) => (code === 'undeclared-variable' ? [severity] : []));
    expect(severities({ authentication: '{type: bearer, token: "{{OTHER}}"}' })).toEqual(['warning']);
    expect(severities({ baseUri: '"https://{{OTHER}}"' })).toEqual(['note']);
  });
  it('never holds the secret', () => {
    expect(JSON.stringify(diagnostics(shop({ authentication: '{type: bearer, token: hunter2}' })))).not.toContain(
      'hunter2',
    );
  });
  it('is said once, with the first few places, however many there are', () => {
    const inputs = Array.from({ length: 400 }, (_, number) => `{name: q${number}, in: query, enum: []}`).join(', ');
    const [message, ...more] = said('malformed-schema', { inputs });
    expect(more).toEqual([]);
    expect(message).toContain('`q4` of shop.op');
    expect(message).toContain('and 395 more');
    expect(message?.length).toBeLessThan(500);
  });
  it('has a place', () => {
    const found = diagnostics(shop({ inputs: '{name: q, in: query, enum: []}' }));
    expect(found.find(({ code }) => code === 'malformed-schema')?.place).toMatchObject({ line: 13 });
  });
});

it.each([
  'Host',
  'Connection',
  'Content-Length',
  'Transfer-Encoding',
  'Upgrade',
  'Expect',
  'Keep-Alive',
  'TE',
  'Trailer',
])('%s is told of because it is really not sent', (name) => {
  expect(said('header-overridden', { inputs: `{name: ${name}, in: header}` })).toHaveLength(1);
  const build = compileHeaders({
    fixed: [],
    headers: [name],
    cookies: [],
    accept: '*/*',
    userAgent: 'test',
  });
  expect(build({ [name]: 'x' }, undefined)).not.toContain(name);
});
