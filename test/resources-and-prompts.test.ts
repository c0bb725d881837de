/** What the commands say of resources and prompts. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capstan } from './support/capstan.ts';

const text = `ikanos: 1.0.0-beta5
info: {display: Guide, description: A guide}
capability:
  exposes:
  - type: mcp
    namespace: guide-mcp
    port: 9090
    resources:
      docs: {display: Docs, uri: 'guide://docs', description: What to know, location: 'file:///./docs'}
      rule: {display: Rule, uri: 'guide://rules/{number}', description: One rule, outputParameters: [{type: string, value: 'Rule {{number}}'}]}
    prompts:
      tour: {display: Tour, description: Plan a tour, arguments: {place: {description: Where to}}, template: [{role: user, content: 'To {{place}}!'}]}
`;

let folder: string;
let document: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-guide-'));
  document = join(folder, 'guide.yaml');
  writeFileSync(document, text);
  mkdirSync(join(folder, 'docs'));
  for (let page = 0; page < 12; page += 1) writeFileSync(join(folder, `docs/page-${page}.md`), `Page ${page}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a document of resources and prompts', () => {
  it('runs, without a tool and without a call', async () => {
    const { code, stdout } = await capstan(['check', document]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/runs 3 operations on 1 server; 0 errors/)]);
    const { stdout: checked } = await capstan(['check', document, '--json']);
    expect(JSON.parse(checked)).toMatchObject({ class: 'runs' });
  });

  it('is planned: what is read, what is asked for', async () => {
    const { stdout } = await capstan(['plan', document]);
    expect(stdout).toContain('docs  resource guide://docs\n');
    expect(stdout).toMatch(/reads guide:\/\/docs\/page-0\.md\n[^]*and 2 more\n/);
    expect(stdout).toMatch(/rule {2}resource guide:\/\/rules\/\{number\}\n +One rule\n +\* number/);
    expect(stdout).toMatch(/tour {2}prompt\n +Plan a tour\n +\* place {2}string: Where to\n/);
    const { servers } = JSON.parse((await capstan(['plan', document, '--json'])).stdout) as { servers: object[] };
    expect(servers).toMatchObject([
      { operations: [], resources: [{ name: 'docs' }, { name: 'rule', mock: true }], prompts: [{ name: 'tour' }] },
    ]);
  });

  it('can have a resource that is an operation called by its name', async () => {
    expect((await capstan(['call', document, 'rule', 'number=3'])).stdout).toBe('"Rule 3"\n');
  });
});
