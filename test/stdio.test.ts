/** The configuration that is printed for MCP clients which start their servers themselves. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { capstan } from './support/capstan.ts';
import { createFolder, type Folder } from './support/folder.ts';

let folder: Folder;
beforeEach(() => void (folder = createFolder()));
afterEach(() => folder.remove());

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

async function printedEntry(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Entry> {
  const { stdout } = await capstan(['run', '--port', '0', ...args], { env, stopWhen: /^ {2}\}\n[^]*^ {2}\}\n/m });
  const [, text = ''] = stdout.split('starts its servers itself:');
  const end = text.indexOf('\n  }\n');
  const { mcpServers } = JSON.parse(text.slice(0, end + 4)) as { mcpServers: Record<string, Entry> };
  const [entry] = Object.values(mcpServers);
  if (!entry) throw new Error('No server in the configuration');
  return entry;
}

async function connect({ command, args, env }: Entry, cwd = tmpdir()): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({ command, args: [...args], cwd, stderr: 'ignore', ...(env && { env }) }),
  );
  return client;
}

it('works pasted as it is: Northflank Jobs in its sandbox', async () => {
  const client = await connect(await printedEntry([]));
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['list-jobs-project', 'create-job', 'run-job']);
  const listed = await client.callTool({
    name: 'list-jobs-project',
    arguments: { projectId: 'default-project' },
  });
  expect(listed.structuredContent).toMatchObject({ data: { jobs: expect.any(Array) } });
  await client.close();
});

it('works also where documents follow two hyphens', async () => {
  const client = await connect(await printedEntry(['--sandbox', '--', 'northflank-jobs']));
  expect((await client.listTools()).tools).toHaveLength(3);
  await client.close();
});

it('has whole paths, names the variables it needs, and no secret', async () => {
  const document = folder.write(
    'books.yml',
    `
naftiko: 1.0.0-alpha2
info: {label: Books}
binds: [{namespace: env, keys: {BOOKS_KEY: BOOKS_KEY}}]
capability:
  consumes:
  - type: http
    namespace: books
    baseUri: http://127.0.0.1:1
    authentication: {type: bearer, token: '{{env.BOOKS_KEY}}'}
    resources: [{path: /books, operations: [{name: list, method: GET}]}]
  exposes: [{type: mcp, namespace: books-mcp, port: 9090, tools: [{name: list-books, call: books.list}]}]
`,
  );
  const entry = await printedEntry([document], { BOOKS_KEY: 'sesame-open' });
  expect(entry.args.slice(1)).toEqual(['run', '--stdio', 'books-mcp', document]);
  expect(entry.env).toEqual({ BOOKS_KEY: '…' });
  const client = await connect(entry);
  expect((await client.listTools()).tools).toHaveLength(1);
  await client.close();
});

it('a server whose transport is stdio is at the pipes, and standard output is the client’s alone', async () => {
  const document = folder.write(
    'shelf.yml',
    `
naftiko: 1.0.0-alpha2
info: {label: Shelf}
capability:
  exposes:
  - type: mcp
    transport: stdio
    namespace: shelf
    tools: [{name: count, description: Counts the books., outputParameters: [{name: books, type: number, value: '2'}]}]
`,
  );
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'count', arguments: {} } };
  const { code, stdout } = await capstan(['run', document], { input: `${JSON.stringify(message)}\n` });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { structuredContent: { books: 2 } } });
});

it('says which servers there are when --stdio names none', async () => {
  const { code, stderr } = await capstan(['run', '--stdio', 'jobs']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('There is northflank-jobs-mcp.')]);
});

it('ends when it is told to, though its client keeps the pipes open', async () => {
  const { command, args } = await printedEntry([]);
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  await once(child.stderr, 'data'); // it serves
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('over HTTP, says which header a client has to send', async () => {
  const document = folder.write(
    'door.yml',
    `
naftiko: 1.0.0-alpha2
info: {label: Door}
binds: [{namespace: env, keys: {DOOR: DOOR}}]
capability:
  exposes:
  - type: mcp
    namespace: door
    port: 9090
    authentication: {type: apikey, key: X-Door, value: '{{env.DOOR}}'}
    tools: [{name: count, outputParameters: [{name: books, type: number, value: '2'}]}]
`,
  );
  const { stdout } = await capstan(['run', document, '--port', '0'], {
    env: { DOOR: 'open-sesame' },
    stopWhen: /starts its servers/,
  });
  expect(stdout).toMatch(/"headers": \{\s*"X-Door": "…"\s*\}/);
  expect(stdout).not.toContain('open-sesame');
});
