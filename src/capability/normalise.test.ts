/** What documents leave out, and what is made of it: each rule as a small document. */
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../document/load-document.ts';
import { createReport } from '../problem/report.ts';
import type { Capability, McpExpose, RestExpose } from './model.ts';
import { normalise } from './normalise.ts';

interface Read {
  readonly capability: Capability;
  readonly codes: readonly string[];
  readonly rest: RestExpose | undefined;
  readonly mcp: McpExpose | undefined;
}

function read(text: string): Read {
  const report = createReport();
  const document = loadDocument('shop.naftiko.yaml', text, report);
  if (!document) throw new Error(JSON.stringify(report.diagnostics));
  const capability = normalise(document, report);
  return {
    capability,
    codes: [...new Set(report.diagnostics.map(({ code }) => code))].sort(),
    rest: capability.exposes.find((expose) => expose.type === 'rest'),
    mcp: capability.exposes.find((expose) => expose.type === 'mcp'),
  };
}

/** A document with one consumed operation and one tool or REST operation, in JSON where it matters. */
const shop = (parts: { path?: string; inputs?: string; method?: string; tool?: string; rest?: string }): string => `
naftiko: 1.0.0-alpha2
capability:
  consumes:
  - namespace: shop
    baseUri: https://api.example.com
    resources:
    - path: ${parts.path ?? '/items'}
      operations:
      - {name: op, method: ${parts.method ?? 'GET'}, description: An operation, inputParameters: [${parts.inputs ?? ''}]}
  exposes:
${parts.rest === undefined ? '' : `  - {type: rest, namespace: shop-rest, port: 8080, resources: [${parts.rest}]}`}
${parts.tool === undefined ? '' : `  - {type: mcp, namespace: shop-mcp, port: 9090, tools: [${parts.tool}]}`}
`;

describe('inputs', () => {
  it('of a tool are what the operation takes, placeholders first', () => {
    const { mcp, codes } = read(
      shop({
        path: '/items/{id}',
        inputs: '{name: q, in: query, type: integer, description: How many}',
        tool: '{name: t, call: shop.op}',
      }),
    );
    expect(mcp?.tools[0]?.inputs).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'q', in: 'query', required: false, schema: { type: 'integer', description: 'How many' } },
    ]);
    expect(codes).toEqual(['inferred-inputs', 'inferred-path-parameter']);
  });
  it.each([
    ['tools.words', 'words'],
    ['shop-mcp.words', 'words'],
    ['"tools.filter[a.b]"', 'filter[a.b]'],
  ])('passed with `q: %s` go by the name %s', (reference, name) => {
    const { mcp } = read(
      shop({ inputs: '{name: q, in: query}', tool: `{name: t, call: shop.op, with: {q: ${reference}}}` }),
    );
    expect(mcp?.tools[0]).toMatchObject({
      inputs: [{ name }],
      flow: { arguments: [{ parameter: 'q', value: { input: name } }] },
    });
  });
  it('are not there for what `with` fixes', () => {
    const { mcp, codes } = read(
      shop({
        inputs: '{name: a, in: query}, {name: b, in: query}, {name: c, in: query, value: fixed}',
        tool: '{name: t, call: shop.op, with: {a: 5, b: other.x}}',
      }),
    );
    expect(mcp?.tools[0]?.inputs).toEqual([]);
    expect(mcp?.tools[0]?.flow).toHaveProperty('arguments', [
      { parameter: 'a', value: { constant: 5 } },
      { parameter: 'b', value: { constant: 'other.x' } },
    ]);
    expect(codes).toEqual(['literal-argument']);
  });
  it('declared by a tool are needed, keep their own words and take the rest from the parameter', () => {
    const { mcp } = read(
      shop({
        inputs: '{name: q, in: query, type: integer}',
        tool: '{name: t, call: shop.op, inputParameters: [{name: n, description: Number}], with: {q: tools.n}}',
      }),
    );
    expect(mcp?.tools[0]?.inputs).toMatchObject([
      { name: 'n', required: true, schema: { type: 'integer', description: 'Number' } },
    ]);
  });
  it('are matched to parameters whose names differ in case and punctuation', () => {
    const { mcp } = read(
      shop({
        inputs: '{name: PhoneNumber, in: query}',
        tool: '{name: t, call: shop.op, with: {phone_number: tools.phone}}',
      }),
    );
    expect(mcp?.tools[0]?.flow).toHaveProperty('arguments', [{ parameter: 'PhoneNumber', value: { input: 'phone' } }]);
  });
  it('that `with` passes to nothing are reported', () => {
    expect(read(shop({ tool: '{name: t, call: shop.op, with: {nope: tools.x}}' })).codes).toContain('unknown-argument');
  });
});

describe('REST paths', () => {
  const rest = (path: string): string => `{path: "${path}", operations: [{method: GET, call: shop.op}]}`;
  it.each([
    ['/v1/{shopId}/items/{itemId}', ['shopId', 'itemId']],
    ['/v1/{shopid}/items/{item-id}', ['shopId', 'itemId']],
    ['/v1/{itemid}/in/{shopid}', ['itemId', 'shopId']],
    ['/v1/{one}/items/{two}', ['shopId', 'itemId']],
    ['/v1/{itemid}/items/{itemid}', ['shopId', 'itemId']],
  ])('%s feeds %j', (path, feeds) => {
    const { rest: expose, codes } = read(shop({ path: '/{shopId}/items/{itemId}', rest: rest(path) }));
    expect(expose?.operations[0]?.placeholders).toEqual(feeds);
    expect(codes).not.toContain('lossy-path');
  });
  it('that lost a value take it from the query', () => {
    const { rest: expose, codes } = read(shop({ path: '/{shopId}/items/{itemId}', rest: rest('/v1/{shopid}/items') }));
    expect(expose?.operations[0]?.inputs).toMatchObject([
      { name: 'shopId', in: 'path' },
      { name: 'itemId', in: 'query', required: true },
    ]);
    expect(codes).toContain('lossy-path');
  });
  it('with a placeholder too many are reported', () => {
    expect(read(shop({ rest: rest('/v1/{extra}') })).codes).toContain('unused-placeholder');
  });
  it('that are there twice are served once', () => {
    const { rest: expose, codes } = read(shop({ path: '/items/{id}', rest: `${rest('/v1/{a}')}, ${rest('/v1/{b}')}` }));
    expect(expose?.operations).toHaveLength(1);
    expect(codes).toContain('duplicate-route');
  });
});

describe('tools', () => {
  it('have names that every client takes, stable and apart', () => {
    const long = 'a'.repeat(80);
    const tools = `{name: "get.it now", call: shop.op}, {name: ${long}, call: shop.op}, {name: ${long}b, call: shop.op}`;
    const [first, ...others] = read(shop({ tool: tools })).mcp?.tools ?? [];
    expect(first?.name).toMatch(/^get-it-now-[0-9a-f]{8}$/);
    expect(others.map(({ name }) => name.length)).toEqual([64, 64]);
    expect(new Set(others.map(({ name }) => name)).size).toBe(2);
    expect(read(shop({ tool: tools })).mcp?.tools[0]?.name).toBe(first?.name);
  });
  it('of one name are served once', () => {
    const { mcp, codes } = read(shop({ tool: '{name: t, call: shop.op}, {name: t, call: shop.op}' }));
    expect([mcp?.tools.length, codes]).toEqual([1, ['duplicate-tool']]);
  });
  it.each([
    ['GET', '', { readOnly: true, destructive: false, idempotent: true, openWorld: true }],
    ['POST', '', { readOnly: false, destructive: true, idempotent: false, openWorld: true }],
    ['DELETE', '', { readOnly: false, destructive: true, idempotent: true, openWorld: true }],
    ['POST', ', hints: {readOnly: true}', { readOnly: true, destructive: false, idempotent: true, openWorld: true }],
    [
      'POST',
      ', hints: {destructive: false, openWorld: false}',
      { readOnly: false, destructive: false, idempotent: false, openWorld: false },
    ],
  ])('that call %s%s have hints', (method, written, hints) => {
    expect(read(shop({ method, tool: `{name: t, call: shop.op${written}}` })).mcp?.tools[0]?.hints).toEqual(hints);
  });
  it('may be written as a map', () => {
    const text = shop({}).concat(
      '  - type: mcp\n    namespace: m\n    port: 1\n    tools:\n      one: {call: shop.op}\n',
    );
    expect(read(text).mcp?.tools.map(({ name }) => name)).toEqual(['one']);
  });
});

describe('answers', () => {
  it.each([
    ['', 'untouched'],
    [', outputParameters: [{type: object, mapping: $.}]', 'untouched'],
    [', outputParameters: [{type: object, value: $}]', 'untouched'],
    [', outputParameters: [{type: object, mapping: $., properties: {a: {mapping: $.b}}}]', 'mapped'],
    [', outputParameters: [{name: a, mapping: $.b}]', 'mapped'],
  ])('with%s are %s', (written, kind) => {
    expect(read(shop({ tool: `{name: t, call: shop.op${written}}` })).mcp?.tools[0]?.output.kind).toBe(kind);
  });
});

describe('authentication', () => {
  const consume = (authentication: string): Capability =>
    read(
      `naftiko: 1.0.0-alpha2\ncapability: {consumes: [{namespace: a, baseUri: x, authentication: ${authentication}}], exposes: []}`,
    ).capability;
  it.each([
    ['{type: bearer, token: t}', { type: 'bearer', token: 't' }],
    ['{type: basic, username: u, password: p}', { type: 'basic', username: 'u', password: 'p' }],
    [
      '{type: apikey, key: K, value: v, placement: query}',
      { type: 'apikey', key: 'K', value: 'v', placement: 'query' },
    ],
    ['{type: apikey, in: header, name: K, value: v}', { type: 'apikey', key: 'K', value: 'v', placement: 'header' }],
    ['{type: hmac}', { type: 'unsupported', name: 'hmac' }],
  ])('%s', (written, authentication) => {
    expect(consume(written).consumes[0]?.authentication).toEqual(authentication);
  });
});

describe('what cannot run is reported and left out, and the rest runs', () => {
  it.each([
    ['a call to nothing', '{name: bad, call: shop.nope}', 'unknown-call'],
    ['a script', '{name: bad, steps: [{type: script, file: a.js}]}', 'unsupported'],
    [
      'a lookup in nothing',
      '{name: bad, steps: [{type: lookup, index: none, match: id, lookupValue: $.x}]}',
      'unknown-step',
    ],
    ['a reference to nothing', '{name: bad, ref: none.at-all}', 'unknown-ref'],
    ['neither call nor steps', '{name: bad}', 'calls-nothing'],
  ])('%s', (_, bad, code) => {
    const { mcp, codes } = read(shop({ tool: `${bad}, {name: good, call: shop.op}` }));
    expect(mcp?.tools.map(({ name }) => name)).toEqual(['good']);
    expect(codes).toContain(code);
  });
  it('but what only describes is left out alone', () => {
    const report = createReport();
    const text = shop({
      inputs: '{name: q, in: query, pattern: [a], description: {b: 1}}',
      tool: '{name: op, call: shop.op}',
    });
    const document = loadDocument('shop.yaml', text, report);
    expect(document && normalise(document, report).exposes).toHaveLength(1);
    const wrong = report.diagnostics.filter(({ code }) => code === 'wrong-type');
    expect(wrong.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });
  it('a call, with the name that was probably meant', () => {
    const report = createReport();
    const document = loadDocument('shop.yaml', shop({ tool: '{name: op, call: shop.opp}' }), report);
    if (document) normalise(document, report);
    expect(report.diagnostics).toMatchObject([
      { code: 'unknown-call', fix: 'Did you mean shop.op? Consumed are shop.op.' },
    ]);
  });
  it.each(['naftiko: 0.3', 'naftiko: 1.0', 'ikanos: 2.0.0', 'naftiko:'])(
    'nothing of a version that is not known: %s',
    (version) => {
      const text = shop({ tool: '{name: op, call: shop.op}' }).replace('naftiko: 1.0.0-alpha2', version);
      const { codes, mcp } = read(text);
      expect(codes).toContain('unknown-version');
      expect(mcp?.tools).toHaveLength(1);
    },
  );
  it.each(['naftiko: 0.4', 'naftiko: "0.5"', 'ikanos: 1.0.0-beta5'])('nothing of one that is: %s', (version) => {
    const text = shop({ tool: '{name: op, call: shop.op}' }).replace('naftiko: 1.0.0-alpha2', version);
    expect(read(text).codes).not.toContain('unknown-version');
  });
  it('a server that leaves open how its callers authenticate', () => {
    const text = shop({ tool: '{name: t, call: shop.op}' }).replace('port: 9090,', 'port: 9090, authentication: ,');
    expect(read(text)).toMatchObject({ mcp: undefined, codes: ['unsupported'] });
  });
  it('a server that asks its callers for what cannot be checked', () => {
    const text = shop({ tool: '{name: t, call: shop.op}' }).replace(
      'port: 9090,',
      'port: 9090, authentication: {type: hmac},',
    );
    expect(read(text)).toMatchObject({ mcp: undefined, codes: ['unsupported'] });
  });
  it('an address on the network is not followed', () => {
    expect(
      read(shop({ tool: '{name: t, call: shop.op}' }).replace('port: 9090,', 'port: 9090, address: 0.0.0.0,')).codes,
    ).toEqual(['address-ignored']);
  });
});

describe('a capability', () => {
  it('is called by its file, and says its version', () => {
    expect(read(shop({ tool: '{name: t, call: shop.op}' })).capability).toMatchObject({
      name: 'shop',
      version: 'naftiko 1.0.0-alpha2',
    });
  });
  it.each(['naftiko: 9.9', 'ikanos: 1.0.0-beta9'])('of an unknown version (%s) is read all the same', (line) => {
    const { mcp, codes } = read(shop({ tool: '{name: t, call: shop.op}' }).replace('naftiko: 1.0.0-alpha2', line));
    expect([mcp?.tools.length, codes]).toEqual([1, ['unknown-version']]);
  });
  it('with operations of one name calls the one whose path fits', () => {
    const text = shop({ rest: '{path: /v1/other, operations: [{method: GET, call: shop.op}]}' }).replace(
      '  exposes:',
      '    - {path: /other, operations: [{name: op, method: GET}]}\n  exposes:',
    );
    const { rest, codes } = read(text);
    expect(rest?.operations[0]?.flow).toMatchObject({ call: { path: '/other' } });
    expect(codes).toContain('ambiguous-call');
  });
});
