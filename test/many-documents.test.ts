/** Many documents in one process, as a user has them: a folder, some of it broken, all of it wanting the same ports. */
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capstan, serve, type Served } from './support/capstan.ts';
import { recordingUpstream, type RecordingUpstream } from './support/recording-upstream.ts';

let folder: string;
let upstream: RecordingUpstream;
let served: Served | undefined;
beforeAll(async () => {
  upstream = await recordingUpstream();
});
afterAll(() => upstream.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-many-'));
});
afterEach(async () => {
  await served?.stop();
  served = undefined;
  rmSync(folder, { recursive: true });
});

/** A document with a REST server on 8080 and an MCP server on 9090. */
function document(name: string, path = `/${name}/{id}`): string {
  return `naftiko: 1.0.0-alpha2
info: {label: The ${name} API}
capability:
  consumes:
  - type: http
    namespace: ${name}
    baseUri: ${upstream.url}
    resources:
    - {path: '/upstream/${name}/{id}', operations: [{name: get, method: GET}]}
  exposes:
  - type: rest
    namespace: ${name}-rest
    port: 8080
    resources:
    - {path: '${path}', operations: [{name: get-${name}, method: GET, call: ${name}.get}]}
  - type: mcp
    namespace: ${name}-mcp
    port: 9090
    tools: [{name: get-${name}, description: Gets one., call: ${name}.get}]
`;
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

interface Ready {
  readonly servers: readonly { readonly capability: string; readonly namespace: string; readonly url: string }[];
}

async function run(...args: readonly string[]): Promise<Served> {
  return (served = await serve(['run', ...args]));
}

function places(): Readonly<Record<string, string>> {
  const { servers } = JSON.parse(served?.output().stdout ?? '') as Ready;
  return Object.fromEntries(
    servers.map(({ capability, namespace, url }) => [`${capability} ${namespace}`, new URL(url).pathname]),
  );
}

function url(namespace: string): string {
  return served?.urls[namespace] ?? '';
}

async function ask(address: string): Promise<number> {
  return (await fetch(address)).status;
}

function called(): string | undefined {
  return upstream.requests.at(-1)?.url;
}

describe('capstan run with a folder', () => {
  it('serves all documents in it on the ports they share', async () => {
    write('users.yaml', document('users'));
    write('shop/orders.naftiko.yml', document('orders', '/things/{id}'));
    write('shop/stock.yaml', document('stock', '/things/{name}'));
    write('openapi.yaml', 'openapi: 3.1.0\n');
    write('parts/common.yaml', 'naftiko: 1.0.0-alpha2\nconsumes: []\n');
    await run(folder, '--port', '0');
    expect(places()).toEqual({
      'orders orders-rest': '/orders',
      'orders orders-mcp': '/orders/mcp',
      'stock stock-rest': '/stock',
      'stock stock-mcp': '/stock/mcp',
      'users users-rest': '/',
      'users users-mcp': '/users/mcp',
    });
    expect(served?.output().stderr).toBe('');
    for (const [path, sent] of [
      ['/users/1', '/upstream/users/1'],
      ['/users/users/2', '/upstream/users/2'],
      ['/orders/things/3', '/upstream/orders/3'],
      ['/stock/things/4', '/upstream/stock/4'],
    ] as const) {
      expect(await ask(new URL(path, url('users-rest')).href)).toBe(200);
      expect(called()).toBe(sent);
    }
    expect(await ask(new URL('/things/3', url('users-rest')).href)).toBe(404);
  });

  it('has an MCP server for each, which a real client can use', async () => {
    for (const name of ['users', 'orders']) write(`${name}.yaml`, document(name));
    await run(folder, '--port', '0');
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url('orders-mcp'))));
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['get-orders']);
    await client.callTool({ name: 'get-orders', arguments: { id: '7' } });
    expect(called()).toBe('/upstream/orders/7');
    await client.close();
  });

  it('shows on a page what is where', async () => {
    for (const name of ['users', 'orders']) write(`${name}.yaml`, document(name));
    await run(folder, '--port', '0');
    const at = new URL('/', url('users-rest'));
    const page = await (await fetch(at, { headers: { accept: 'text/html' } })).text();
    for (const shown of ['The users API', 'The orders API', url('orders-mcp')]) expect(page).toContain(shown);
    expect(await (await fetch(new URL('/', url('users-mcp')))).json()).toMatchObject({
      capabilities: [
        { name: 'orders', servers: [{ operations: ['get-orders'] }, { url: url('orders-mcp') }] },
        { name: 'users' },
      ],
    });
  });

  it('serves what can be served, and says of the rest what is wrong', async () => {
    write('users.yaml', document('users'));
    const broken = write('broken.yaml', 'naftiko: [\n');
    await run(folder, join(folder, 'nowhere.yaml'), '--port', '0');
    expect(await ask(`${url('users-rest')}/users/1`)).toBe(200);
    const { stderr } = served?.output() ?? { stderr: '' };
    expect(stderr).toContain(`${broken}:1:10 not-yaml`);
    expect(stderr).toContain('There is no file');
  });

  it('says one line of each broken document when there are many', async () => {
    write('users.yaml', document('users'));
    for (let at = 0; at < 6; at++)
      write(`broken-${at}.yaml`, 'naftiko: 1.0.0-alpha2\ncapability: {exposes: [{}, {}]}\n');
    const { code, stderr } = await capstan(['run', folder, '--port', 'users-rest=1', '--host', '192.0.2.1']);
    expect(code).toBe(1);
    const lines = stderr.trim().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/broken-0\.yaml:2:\d+ .*\(and \d+ more errors?\)$/);
    expect(lines[6]).toContain('Give one of its own with --host.');
  });

  it('fails when nothing is there, or nothing can be served', async () => {
    const empty = await capstan(['run', folder]);
    expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining(`no capability document in ${folder}`) });
    write('a.yaml', 'naftiko: [');
    write('b.yaml', 'naftiko: [');
    const broken = await capstan(['run', folder]);
    expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('none of 2 documents') });
  });

  it('tells a person what runs, whether it is little or much', async () => {
    const welcomed = async (): Promise<string> => {
      const person = capstan(['run', folder, '--port', '0'], { stopWhen: /Stop with Ctrl-C/ });
      return (await person).stdout;
    };
    for (const name of ['a', 'b']) write(`${name}.yaml`, document(name, '/x/{id}'));
    const some = await welcomed();
    expect(some).toMatch(/runs 2 capabilities\n\nThe a API\n {2}REST {2}http:\S+\/a +a-rest\n {2}MCP /);
    expect(some).toMatch(/http:\S+:\d+\/ lists what is where/);
    for (let at = 0; at < 20; at++) write(`more-${at}.yaml`, document(`more-${at}`));
    const many = await welcomed();
    expect(many).toMatch(/runs 22 capabilities with 44 operations/);
    expect(many).toMatch(/REST {2}http:\S+ {2}22 servers\n {2}MCP {3}http:\S+ {2}22 servers/);
    expect(many.split('\n').length).toBeLessThan(30);
  });
});

describe('options for several documents', () => {
  it('are for those that have the namespace', async () => {
    const other = await recordingUpstream();
    write('users.yaml', document('users'));
    write('orders.yaml', document('orders'));
    await run(folder, '--port', '0', '--port', 'users-rest=0', '--base-uri', `users=${other.url}/other`);
    expect(new URL(url('users-rest')).port).not.toBe(new URL(url('orders-rest')).port);
    await ask(`${url('users-rest')}/users/1`);
    await ask(`${url('orders-rest')}/orders/2`);
    expect(other.requests.map((request) => request.url)).toEqual(['/other/upstream/users/1']);
    expect(called()).toBe('/upstream/orders/2');
    await other.close();
  });

  it('are for those that have an API to be put elsewhere', async () => {
    const mock = `naftiko: 1.0.0-alpha2
capability:
  exposes:
  - type: mcp
    namespace: mock
    port: 9090
    tools: [{name: hello, description: Says hello., outputParameters: [{name: words, type: string, value: Hello}]}]
`;
    write('mock.yaml', mock);
    write('users.yaml', document('users'));
    await run(folder, '--port', '0', '--base-uri', `${upstream.url}/elsewhere`);
    await ask(`${url('users-rest')}/users/1`);
    expect(called()).toBe('/elsewhere/upstream/users/1');

    const { code, stderr } = await capstan(['run', join(folder, 'mock.yaml'), '--base-uri', upstream.url]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('--base-uri: the document consumes no API.'),
    });
  });

  it.each([
    ['--port', 'nobody=0'],
    ['--base-uri', 'nobody=http://127.0.0.1:1'],
    ['--contract', 'nobody=contract.yaml'],
    ['--sandbox', '--port=0'],
  ])('that are for none are wrong usage: %s %s', async (...option) => {
    write('users.yaml', document('users'));
    write('orders.yaml', document('orders'));
    const { code, stderr } = await capstan(['run', folder, ...option]);
    expect(code).toBe(2);
    expect(stderr).toContain(option[0]);
  });
});

describe('SIGHUP', () => {
  const hangUp = (): void => void served?.process.kill('SIGHUP');

  it('reads the folder again: what is new, what has changed and what is gone', async () => {
    const gone = write('gone.yaml', document('gone'));
    write('users.yaml', document('users'));
    await run(folder, '--port', '0');
    const at = new URL(url('users-rest')).origin;
    expect(await ask(`${at}/gone/1`)).toBe(200);
    unlinkSync(gone);
    write('new.yaml', document('new'));
    write('users.yaml', document('users', '/people/{id}'));
    hangUp();
    await expect.poll(() => ask(`${at}/new/1`), { timeout: 5000 }).toBe(200);
    expect(
      await Promise.all(['/people/1', '/users/people/1', '/users/1', '/gone/1'].map((path) => ask(at + path))),
    ).toEqual([200, 200, 404, 404]);
  });

  it('leaves a document that has become broken as it was, and reloads the others', async () => {
    write('orders.yaml', document('orders'));
    write('users.yaml', document('users'));
    await run(folder, '--port', '0');
    const at = new URL(url('users-rest')).origin;
    write('orders.yaml', 'naftiko: [');
    write('users.yaml', document('users', '/people/{id}'));
    hangUp();
    await expect.poll(() => ask(`${at}/people/1`), { timeout: 5000 }).toBe(200);
    expect(await ask(`${at}/orders/1`)).toBe(200);
    await expect.poll(() => served?.output().stderr).toMatch(/Reloaded, but for \S+orders\.yaml/);
    // The program that was kept is not closed with those that were replaced, nor by the next reload.
    hangUp();
    await expect.poll(() => served?.output().stderr.match(/Reloaded, but/g)?.length, { timeout: 5000 }).toBe(2);
    expect(await ask(`${at}/orders/1`)).toBe(200);
  });
});
