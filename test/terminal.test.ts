/** What a document may do to the terminal, the shell and the browser of who looks at it. */
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { capstan } from './support/capstan.ts';
import { createFolder, type Folder } from './support/folder.ts';
import { runDocuments } from './support/run-document.ts';

let folder: Folder;
beforeEach(() => void (folder = createFolder()));
afterEach(() => folder.remove());

/** Moves the cursor up, wipes the line, sets a title, and turns the text around. */
const rude = '\u001b[1A\u001b[2K\u001b]0;owned\u0007\u009b31m\u202e\u0000<script>alert(1)</script>';

const text = (path = '/a'): string => `
naftiko: ${JSON.stringify(`1.0.0${rude}`)}
info: {label: ${JSON.stringify(`L${rude}`)}, description: ${JSON.stringify(`D${rude}`)}}
binds: [{namespace: env, location: ${JSON.stringify(`vault://${rude}`)}, keys: {${JSON.stringify(`K${rude}`)}: ${JSON.stringify(rude)}}}]
capability:
  consumes:
  - type: http
    namespace: ${JSON.stringify(`n${rude}`)}
    description: ${JSON.stringify(rude)}
    baseUri: http://127.0.0.1:1
    authentication: {type: ${JSON.stringify(`t${rude}`)}}
    inputParameters: [{name: ${JSON.stringify(`p${rude}`)}, in: query, value: ${JSON.stringify(`v${rude}{{env.${rude}}}`)}}]
    resources: [{path: ${JSON.stringify(`/x${rude}`)}, operations: [{name: op, method: GET}]}]
  exposes:
  - type: rest
    namespace: ${JSON.stringify(`r${rude}`)}
    description: ${JSON.stringify(rude)}
    port: 8080
    resources:
    - path: ${JSON.stringify(path)}
      operations:
      - {method: GET, name: ${JSON.stringify(`o${rude}`)}, description: ${JSON.stringify(rude)}, call: ${JSON.stringify(`n${rude}.op`)}}
      - {method: POST, name: gone, call: ${JSON.stringify(`gone${rude}.op`)}}
  - {type: mcp, namespace: ${JSON.stringify(`m${rude}`)}, port: 9090, tools: [{name: ${JSON.stringify(`t${rude}`)}, description: ${JSON.stringify(rude)}, call: ${JSON.stringify(`n${rude}.op`)}}]}
`;

// What would do something to a terminal.
const active = /[^\P{Cc}\n]|\p{Bidi_Control}/u;

it.each([
  [['check']],
  [['check', '--verbose']],
  [['plan']],
  [['run', '--port', '0', '--log-level', 'debug']],
  [['call', 'nope']],
])('capstan %j prints no control character', async ([command = '', ...more]) => {
  const document = folder.write('rude.yml', text());
  const args = command === 'call' ? ['call', document, ...more] : [command, document, ...more];
  const { stdout, stderr } = await capstan(args, { stopWhen: /Stop with|MCP client/ });
  expect((stdout + stderr).length).toBeGreaterThan(50);
  expect(active.exec(stdout + stderr)).toBeNull();
});

it('several documents print no control character either', async () => {
  const documents = Array.from({ length: 3 }, (_, index) => folder.write(`${index}.yml`, text()));
  for (const args of [
    ['check', ...documents],
    ['run', '--port', '0', ...documents],
  ]) {
    const { stdout, stderr } = await capstan(args, { stopWhen: /Stop with|MCP client/ });
    expect(active.exec(stdout + stderr)).toBeNull();
  }
});

it('an example that is pasted into a shell runs nothing but curl', async () => {
  const document = folder.write('rude.yml', text(`/a';echo $(echo own""ed)\`echo own""ed\`&echo own""ed;"$HOME"`));
  const { stdout } = await capstan(['run', '--port', '0', document], { stopWhen: /MCP client/ });
  const example = stdout.split('\n').find((line) => line.includes('curl ')) ?? '';
  expect(example).toContain('curl ');
  const ran = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$#"; }; ${example.trim()}`]).toString();
  expect(ran).toBe('1\n');
});

it('the index page holds no markup of a document', async () => {
  const served = await runDocuments([text(), text('/b')]);
  const index = new URL(served.servers[0]?.url ?? '').origin;
  const page = await (await fetch(index, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('&#60;script&#62;');
  expect(page).not.toContain('<script');
  await served.stop();
});
