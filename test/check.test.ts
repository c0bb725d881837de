/** `capstan check`, as scripts, review tools and people with a folder full of documents meet it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capstan, type Finished } from './support/capstan.ts';

const document = (parts: {
  baseUri?: string;
  token?: string;
  call?: string;
  path?: string;
}): string => `naftiko: 1.0.0-alpha2
binds:
- {namespace: env, keys: {PING_KEY: PING_KEY}}
capability:
  consumes:
  - namespace: ping
    baseUri: ${parts.baseUri ?? 'https://api.example.com'}
    authentication: {type: bearer, token: '${parts.token ?? '{{env.PING_KEY}}'}'}
    resources:
    - path: ${parts.path ?? '/ping'}
      operations:
      - {name: ping, method: GET, description: Pings.}
  exposes:
  - type: mcp
    namespace: ping-mcp
    port: 9090
    tools:
    - {name: ping, call: ping.ping}
    - {name: pong, call: ${parts.call ?? 'ping.ping'}}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-'));
  const files: Readonly<Record<string, string>> = {
    'many/runs.yaml': document({}),
    'many/deep/inferred.yaml': document({ path: '/ping/{id}' }),
    'many/in-part.yaml': document({ call: 'ping.nope' }),
    'many/no-address.yaml': document({ baseUri: '""' }),
    'many/variable.yaml': document({ baseUri: "'https://{region}.example.com'" }),
    'many/shared.yaml': 'naftiko: 1.0.0-alpha2\nconsumes: [{namespace: x, baseUri: https://x.example}]\n',
    'many/broken.yaml': 'naftiko: [\n',
    'many/openapi.yaml': 'openapi: 3.1.0\n',
    'beyond-help.yaml': document({ token: '{{env.NO_KEY}}' }).replaceAll('call: ping.ping', 'call: ping.nope'),
    'fine/a.yaml': document({}),
    'fine/b.yaml': document({}),
    'secret.yaml': document({ token: 'hunter2hunter2', call: 'ping.hunter2hunter2' }),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (...args: readonly string[]): Promise<Finished> =>
  capstan(['check', ...args], { env: { PING_KEY: 'a-key' } });
const at = (name: string): string => join(folder, name);

describe('several documents', () => {
  it('have a line each and a table', async () => {
    const { stdout, code } = await check(at('many'));
    const line = (name: string): string => stdout.split('\n').find((one) => one.includes(name)) ?? '';
    expect(line('runs.yaml')).toMatch(/^runs {2,}\S+ {2}2 operations$/);
    expect(line('inferred.yaml')).toMatch(/^runs with inferences/);
    expect(line('in-part.yaml')).toMatch(/^runs in part .*1 operation; unknown-call in line 19/);
    expect(line('no-address.yaml')).toMatch(/^needs a base URI .*--base-uri ping=URL$/);
    expect(line('variable.yaml')).toMatch(/^needs a variable .*region$/);
    expect(line('shared.yaml')).toMatch(/^parts/);
    expect(line('broken.yaml')).toMatch(/^broken .*not-yaml in line 1/);
    expect(stdout).not.toContain('openapi.yaml');
    expect(stdout).toMatch(/7 documents\n {5}1 {2}runs\n/);
    expect(stdout).toMatch(/1 {2}needs a variable: region\n/);
    expect(code).toBe(1);
  });
  it('are broken where no variable would help', async () => {
    const { stdout } = await check(at('beyond-help.yaml'), at('fine'));
    expect(stdout).toMatch(/^broken .*beyond-help\.yaml {2}unknown-call in line 18/);
    expect((await check(at('beyond-help.yaml'))).stdout).toContain('beyond-help.yaml: cannot run; 2 errors');
  });
  it('are told of in full when asked for', async () => {
    const { stdout } = await check('--verbose', at('many'));
    expect(stdout).toContain('error unknown-call');
    expect(stdout).toContain('7 documents');
  });
  it('end with 0 when none has an error', async () => {
    expect((await check(at('fine'))).code).toBe(0);
  });
  it('are checked to the last, though one cannot be read', async () => {
    const { stdout, stderr, code } = await check(at('fine/a.yaml'), at('nowhere.yaml'), at('fine/b.yaml'));
    expect(stderr).toContain('There is no file');
    expect(stdout).toContain('b.yaml');
    expect(stdout).toMatch(/1 {2}broken/);
    expect(code).toBe(1);
  });
  it('are a JSON line each', async () => {
    const { stdout } = await check('--json', at('many'));
    const lines = stdout.trimEnd().split('\n');
    const found = lines.map((line) => (JSON.parse(line) as { class: string }).class);
    expect(found).toEqual([
      'broken',
      'runs-with-inferences',
      'runs-in-part',
      'needs-base-uri',
      'runs',
      'parts',
      'needs-variable',
    ]);
  });
});

it('says what callers must show, as `plan` does', async () => {
  const authentication = `authentication: {type: oauth2, authorizationServerUri: https://login.example.com, resource: https://ping.example.com/mcp, scopes: [read]}`;
  const text = document({})
    .replace('port: 9090', `port: 9090\n    ${authentication}`)
    .replace('name: pong,', 'name: pong, scopes: [write],');
  const words =
    '`Authorization: Bearer TOKEN`, with a token of https://login.example.com for https://ping.example.com/mcp that allows read';
  writeFileSync(at('closed.yaml'), text);
  expect((await check(at('closed.yaml'))).stdout).toContain(`Callers of ping-mcp show ${words}.`);
  const { stdout } = await check(at('closed.yaml'), '--json');
  expect(JSON.parse(stdout)).toMatchObject({ callersShow: { 'ping-mcp': words } });
  const plan = await capstan(['plan', at('closed.yaml')]);
  expect(plan.stdout).toContain(`callers show ${words}`);
  expect(plan.stdout).toMatch(/pong\n.*\n.*takes a token that allows write/);
  const { servers } = JSON.parse((await capstan(['plan', at('closed.yaml'), '--json'])).stdout) as { servers: unknown };
  expect(servers).toMatchObject([{ callersShow: words, operations: [{ scopes: [] }, { scopes: ['write'] }] }]);
});

it('does not fill the screen with the same note of every operation', async () => {
  const tools = Array.from({ length: 300 }, (_, number) => `    - {name: t${number}, call: ping.ping}\n`).join('');
  writeFileSync(at('large.yaml'), document({ path: '/ping/{id}' }) + tools);
  const { stdout } = await check(at('large.yaml'));
  expect(stdout.split('\n').length).toBeLessThan(60);
  expect(stdout).toContain('and 292 more of inferred-inputs');
  expect((await check('--verbose', at('large.yaml'))).stdout.match(/The inputs of the tool/g)).toHaveLength(302);
});

it('is content with a document of parts, and with a folder that has some', async () => {
  const { stdout, code } = await check(at('many/shared.yaml'));
  expect(stdout).toMatch(/note no-servers[^]*parts for others to import/);
  expect(code).toBe(0);
  const { stderr, code: runCode } = await capstan(['run', at('many/shared.yaml')]);
  expect(stderr).toContain('Nothing to serve');
  expect(runCode).toBe(1);
});

it('says once that an import failed, and nothing of what would have used it', async () => {
  const text = `naftiko: 1.0.0-alpha2
capability:
  consumes: [{location: ./nowhere.yaml, import: gone}]
  exposes:
  - {type: mcp, namespace: m, port: 9090, tools: [{name: a, call: gone.a}, {name: b, call: gone.b}]}
`;
  writeFileSync(at('imports.yaml'), text);
  const { stdout } = await check(at('imports.yaml'));
  expect(stdout.match(/^error /gm)).toHaveLength(1);
  expect(stdout).toContain('error import-failed');
});

it('says so when a folder holds no document', async () => {
  mkdirSync(at('empty'));
  const { stderr, code } = await check(at('empty'));
  expect(stderr).toContain('no capability document');
  expect(code).toBe(1);
});

it.each([[[]], [['--json']], [['--sarif']]])('shows no secret of the document, with %j', async (options) => {
  const { stdout } = await check(...options, at('secret.yaml'));
  expect(stdout).toContain('plain-secret');
  expect(stdout).not.toContain('hunter2hunter2');
});

interface Sarif {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly help: object }[] };
    };
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
  }[];
}

describe('the SARIF log', () => {
  it('has the form of SARIF 2.1.0', async () => {
    const { stdout, code } = await check('--sarif', at('many'), at('nowhere.yaml'));
    const log: unknown = JSON.parse(stdout);
    const fits = new Ajv({ strict: false }).compile(sarifSchema);
    fits(log);
    expect(fits.errors).toBeNull();
    expect(code).toBe(1);
  });
  it('explains each rule in the documentation and places each result', async () => {
    const log = JSON.parse((await check('--sarif', at('many/in-part.yaml'))).stdout) as Sarif;
    const [run] = log.runs;
    const errors = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');
    for (const { id, help } of run?.tool.driver.rules ?? []) {
      expect(help).toEqual({ text: `Capstan's docs/errors.md says more of ${id}.` });
      expect(errors).toContain(`### ${id}\n`);
    }
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(run?.results).toMatchObject([
      {
        ruleId: 'unknown-call',
        level: 'error',
        message: { text: expect.stringContaining('Consumed are ping.ping') },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: expect.stringMatching(/in-part\.yaml$/) },
              region: { startLine: 19, startColumn: expect.any(Number) },
            },
          },
        ],
      },
    ]);
  });
  it('is not given together with JSON lines', async () => {
    expect((await check('--sarif', '--json', at('fine'))).code).toBe(2);
  });
});

/** What the schema of SARIF 2.1.0 (OASIS, sarif-schema-2.1.0.json) asks of the parts that are written. */
const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const sarifSchema = {
  type: 'object',
  required: ['version', 'runs'],
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['tool', 'results'],
        additionalProperties: false,
        properties: {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                required: ['name'],
                properties: {
                  name: { type: 'string' },
                  version: { type: 'string' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id'],
                      additionalProperties: false,
                      properties: {
                        id: { type: 'string' },
                        shortDescription: text,
                        help: text,
                        defaultConfiguration: { type: 'object', properties: { level } },
                      },
                    },
                  },
                },
              },
            },
          },
          invocations: {
            type: 'array',
            items: {
              type: 'object',
              required: ['executionSuccessful'],
              properties: {
                executionSuccessful: { type: 'boolean' },
                toolExecutionNotifications: {
                  type: 'array',
                  items: { type: 'object', required: ['message'], properties: { level, message: text } },
                },
              },
            },
          },
          results: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['message', 'ruleId'],
              additionalProperties: false,
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message: text,
                locations: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['physicalLocation'],
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation', 'region'],
                        properties: {
                          artifactLocation: {
                            type: 'object',
                            required: ['uri'],
                            additionalProperties: false,
                            properties: { uri: { type: 'string' }, uriBaseId: { type: 'string' } },
                          },
                          region: {
                            type: 'object',
                            properties: {
                              startLine: { type: 'integer', minimum: 1 },
                              startColumn: { type: 'integer', minimum: 1 },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
