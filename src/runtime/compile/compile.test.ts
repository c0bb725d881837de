import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receive } from '../../consume/testing.ts';
import { serveHttp, type TestServer } from '../../../test/support/serve.ts';
import { compileText, type TestOptions, type TestProgram } from '../testing.ts';

interface Written {
  readonly baseUri?: string;
  readonly authentication?: string;
  readonly output?: string;
  readonly limit?: string;
}

function document({
  baseUri = 'http://127.0.0.1:1',
  authentication,
  output = '$.',
  limit = '1',
}: Written = {}): string {
  return `
naftiko: 1.0.0-alpha2
info: { label: Compiled }
binds: [{ namespace: env, keys: { API_KEY: API_KEY } }]
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: '${baseUri}'${authentication === undefined ? '' : `\n      authentication: ${authentication}`}
      resources:
        - name: things
          path: /things
          operations: [{ name: list, method: GET, inputParameters: [{ name: limit, in: query }] }, { name: add, method: POST }]
  exposes:
    - type: rest
      namespace: rest
      port: 8080
      resources:
        - path: /things
          operations:
            - { name: list, method: GET, call: up.list, with: { limit: '${limit}' }, outputParameters: [{ type: object, mapping: '${output}' }] }
            - { name: add, method: POST, call: up.add }
    - { type: mcp, namespace: tools, port: 9090, tools: [{ name: add-thing, call: up.add }] }
`;
}

const bearer = '{ type: bearer, token: "{{env.API_KEY}}" }';

describe('a program', () => {
  it('has a server for each that is exposed', () => {
    const { servers } = compileText(document());
    expect(servers.map(({ namespace, port, face }) => [namespace, port, face.type])).toEqual([
      ['rest', 8080, 'rest'],
      ['tools', 9090, 'mcp'],
    ]);
    expect(servers.map(({ bound }) => bound.map(({ operation }) => operation.name))).toEqual([
      ['list', 'add'],
      ['add-thing'],
    ]);
  });

  it.each([
    ['mapping', { output: '$.[' }],
    ['template', { limit: '{{#limit}}' }],
  ])('leaves out an entry whose %s cannot be read, and serves the rest', (_, written) => {
    const { server, diagnostics } = compileText(document(written));
    expect(server('rest').bound.map(({ operation }) => operation.name)).toEqual(['add']);
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'invalid-expression', severity: 'error' }));
  });

  it('serves nothing that goes nowhere, and says so', () => {
    const { servers, diagnostics } = compileText(document({ baseUri: 'https://{region}.example.com' }));
    expect(servers).toEqual([]);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'missing-base-uri',
        fix: expect.stringContaining('--var region=VALUE') as string,
        place: expect.objectContaining({ line: 7 }) as unknown,
      }),
    );
  });

  it('says of a bind that cannot be read only what has no value from elsewhere', () => {
    const text = document({}).replace(
      /^binds:.*$/m,
      'binds: [{namespace: vault, location: "vault://up", keys: {A: a, B: b}}]',
    );
    const said = (environment: Readonly<Record<string, string>>): readonly unknown[] =>
      compileText(text, { environment }).diagnostics.filter(({ code }) => code === 'unsupported-bind');
    expect(said({ A: '1', B: '2' })).toEqual([]);
    expect(said({ A: '1' })).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringMatching(/takes B from vault:/) as string,
        fix: expect.stringContaining('--var B=VALUE') as string,
      },
    ]);
  });

  it('names the file of its bind among the places a value can come from', () => {
    const text = document({ authentication: '{type: bearer, token: "{{KEY}}"}' }).replace(
      /^binds:.*$/m,
      'binds: [{namespace: keys, location: ./keys.yaml, keys: {KEY: key}}]',
    );
    expect(compileText(text).diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'missing-secret',
        message: 'up cannot be called without KEY: calls are refused until it is set.',
        fix: expect.stringMatching(/environment.*--env-file.*\.\/keys\.yaml.*--var KEY=VALUE/) as string,
      }),
    );
  });

  it('hides every secret of every API', () => {
    const { mask } = compileText(document({ authentication: bearer }), { given: new Map([['API_KEY', 'nf-secret']]) });
    expect(mask.text('key nf-secret')).toBe('key *********');
  });
});

describe('an API that cannot be called', () => {
  let upstream: TestServer;
  let requests = 0;
  beforeAll(async () => {
    upstream = await serveHttp((_, response) => {
      requests++;
      response.end();
    });
  });
  beforeEach(() => {
    requests = 0;
  });
  afterAll(() => upstream.close());

  async function outcomes(written: Written, options: TestOptions = {}): Promise<TestProgram> {
    const program = compileText(document({ baseUri: upstream.origin, ...written }), options);
    for (const { operation } of program.servers.flatMap(({ bound }) => bound)) {
      const prepared = operation.prepare({});
      expect(prepared).toHaveProperty('failure');
      const failure = 'failure' in prepared ? prepared.failure : undefined;
      expect(await operation.run({})).toEqual({ kind: 'failure', failure });
      const { stream } = operation;
      if (stream) expect(await receive((to) => stream({}, to))).toMatchObject({ status: undefined, failure });
    }
    await program.close();
    expect(requests).toBe(0);
    return program;
  }

  it.each([
    [bearer, 'missing-secret'],
    ['{ type: basic, username: "{{env.API_KEY}}", password: x }', 'missing-secret'],
    ['{ type: apikey, key: X-Key, value: "{{env.API_KEY}}" }', 'missing-secret'],
    ['{ type: bearer, token: "" }', 'missing-secret'],
    ['{ type: hmac }', 'unsupported-authentication'],
  ])('for want of %s is not', async (authentication, code) => {
    const { operation, diagnostics } = await outcomes({ authentication });
    expect(operation('add').prepare({})).toMatchObject({ failure: { code } });
    expect(diagnostics).toContainEqual(expect.objectContaining({ code }));
    expect(JSON.stringify(diagnostics)).not.toContain('{{');
  });

  it.each([[''], ['key\nx-evil: 1']])('with the key %j is not', async (key) => {
    await outcomes({ authentication: bearer }, { environment: { API_KEY: key } });
  });

  it('is served all the same, for it can be told why', async () => {
    const { servers } = await outcomes({ authentication: bearer });
    expect(servers).toHaveLength(2);
  });

  it('is called once it has what it needs', async () => {
    const written = document({ baseUri: upstream.origin, authentication: bearer });
    const program = compileText(written, { environment: { API_KEY: 'nf-secret' } });
    expect(await program.operation('add').run({})).toMatchObject({ kind: 'text' });
    await program.close();
    expect(requests).toBe(1);
  });
});
