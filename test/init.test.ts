/** What was inferred from a document, written down: with that overlay the document means the same, and nothing is inferred. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capstan } from './support/capstan.ts';

const asList = `
naftiko: 1.0.0-alpha2
info: {label: Orchard}
capability:
  consumes:
  - type: http
    namespace: orchard
    baseUri: https://api.example.com
    authentication: {type: bearer, token: '{{env.ORCHARD_KEY}}'}
    resources:
    - path: /trees/{treeId}
      operations:
      - {name: get, method: GET, inputParameters: [{name: deep, in: query, type: boolean, description: All of it}]}
      - {name: prune, method: POST, body: {type: json, data: {by: '{{tools.gardener}}'}}}
  exposes:
  - type: rest
    namespace: orchard-rest
    port: 8080
    resources:
    - path: /v1/trees/{treeid}
      operations:
      - {name: get, method: GET, call: orchard.get, with: {deep: rest.deep}}
      - {name: prune, method: POST, call: orchard.prune}
  - type: mcp
    namespace: orchard-mcp
    port: 9090
    tools:
    - {name: get-tree, description: A tree, call: orchard.get}
    - {name: prune-tree, description: Prune it, call: orchard.prune, hints: {destructive: false}}
`;

const asMap = `
ikanos: 1.0.0-beta5
info: {display: Harbour}
binds: {env: {keys: {HARBOUR_KEY: HARBOUR_KEY}}}
capability:
  consumes:
  - type: http
    namespace: harbour
    baseUri: https://api.example.com
    authentication: {type: bearer, token: '{{HARBOUR_TOKEN}}'}
    resources:
      ships:
        path: /ships/{ship}
        operations:
          get-ship: {method: GET, inputParameters: {flag: {in: query}}}
  exposes:
  - type: mcp
    namespace: harbour-mcp
    port: 9090
    authentication: {type: oauth2, authorizationServerUri: https://login.example.com, resource: '{{PUBLIC_URL}}', tokenValidation: introspection}
    tools:
      get-ship: {description: A ship, call: harbour.get-ship}
`;

interface Plan {
  readonly servers: readonly {
    readonly operations: readonly { readonly request: object; readonly inputSchema: { readonly properties: object } }[];
  }[];
  readonly diagnostics: readonly { readonly code: string }[];
}

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'capstan-init-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function plan(...args: readonly string[]): Promise<Plan> {
  return JSON.parse((await capstan(['plan', ...args, '--json'])).stdout) as Plan;
}

describe.each([
  ['written as lists', asList],
  ['written as maps', asMap],
])('the overlay of a document %s', (name, text) => {
  const file = (ending: string): string => join(folder, `${name.replaceAll(' ', '-')}${ending}`);

  it('leaves nothing to infer and changes nothing else', async () => {
    writeFileSync(file('.yaml'), text);
    const { code, stderr } = await capstan(['init', file('.yaml'), '--out', file('.overlay.yaml')]);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^\d+ actions in /)]);
    const before = await plan(file('.yaml'));
    const after = await plan(file('.yaml'), '--overlay', file('.overlay.yaml'));

    const inferred = ({ diagnostics }: Plan): readonly string[] =>
      diagnostics
        .map(({ code: one }) => one)
        .filter((one) => one.startsWith('inferred-') || one.startsWith('undeclared-'));
    expect(inferred(before).length).toBeGreaterThan(1);
    expect(inferred(after)).toEqual([]);
    const requests = ({ servers }: Plan): unknown =>
      servers.map(({ operations }) =>
        operations.map(({ request, inputSchema }) => [request, Object.keys(inputSchema.properties).sort()]),
      );
    expect(requests(after)).toEqual(requests(before));
  });

  it('is not written over', async () => {
    const before = readFileSync(file('.overlay.yaml'), 'utf8');
    expect(await capstan(['init', file('.yaml'), '--out', file('.overlay.yaml')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already there') as string,
    });
    expect(readFileSync(file('.overlay.yaml'), 'utf8')).toBe(before);
  });
});

it('holds the address that the document lacks, when it is given', async () => {
  writeFileSync(join(folder, 'nowhere.yaml'), asList.replace('baseUri: https://api.example.com', "baseUri: ''"));
  const { stdout } = await capstan(['init', join(folder, 'nowhere.yaml'), '--base-uri', 'https://orchard.example.com']);
  expect(stdout).toContain('baseUri: https://orchard.example.com');
});

it('lists what callers are checked with', async () => {
  writeFileSync(join(folder, 'harbour.yaml'), asMap);
  const { stdout } = await capstan(['init', join(folder, 'harbour.yaml')]);
  for (const name of ['PUBLIC_URL', 'HARBOUR_MCP_CLIENT_ID', 'HARBOUR_MCP_CLIENT_SECRET'])
    expect(stdout).toContain(`${name}: ${name}`);
});

it('of what is no document is none', async () => {
  expect(await capstan(['init', '-'], { input: '- a list' })).toMatchObject({ code: 1, stdout: '' });
});
