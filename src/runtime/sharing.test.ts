import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deferred } from '../consume/testing.ts';
import { freePort, readText, serveHttp, type TestServer } from '../../test/support/serve.ts';
import { start, type Running, type StartOptions } from './start.ts';
import { compileText, silent, type TestProgram } from './testing.ts';

interface Server {
  readonly namespace: string;
  readonly port: number;
  /** The exposed paths; none for a server of MCP. */
  readonly paths?: readonly string[];
}

let upstream: TestServer;
let running: Running | undefined;
const slow = { arrived: deferred(), finish: deferred() };

beforeEach(async () => {
  slow.arrived = deferred();
  slow.finish = deferred();
  upstream = await serveHttp((request, response) => {
    void readText(request).then(() => {
      if (request.url !== '/slow') return response.end(JSON.stringify(request.url));
      slow.arrived.resolve();
      return slow.finish.promise.then(() => response.end('"slowly"'));
    });
  });
});
afterEach(async () => {
  slow.finish.resolve();
  await running?.stop();
  running = undefined;
  await upstream.close();
});

/** A program whose operations all call the path of its own name. */
function program(name: string, servers: readonly Server[], calls = `/${name}`): TestProgram {
  const exposed = servers.map(({ namespace, port, paths }) =>
    paths
      ? `
    - type: rest
      namespace: ${namespace}
      port: ${port}
      resources:
${paths.map((path, at) => `        - { path: '${path}', operations: [{ name: o${at}, method: GET, call: up.get }] }`).join('\n')}`
      : `
    - { type: mcp, namespace: ${namespace}, port: ${port}, tools: [{ name: get, call: up.get }] }`,
  );
  const compiled = compileText(
    `
naftiko: 1.0.0-alpha2
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      resources: [{ path: ${calls}, operations: [{ name: get, method: GET }] }]
  exposes:${exposed.join('')}
`,
    { baseUris: new Map([['up', upstream.origin]]) },
  );
  return { ...compiled, capability: { ...compiled.capability, name } };
}

const options: StartOptions = { host: '127.0.0.1', port: () => 0, maxBodyBytes: 1000, log: silent };

async function begin(programs: readonly TestProgram[], more: Partial<StartOptions> = {}): Promise<Running> {
  return (running = await start(programs, { ...options, ...more }));
}

function url(namespace: string): string {
  return running?.servers.find((server) => server.namespace === namespace)?.url ?? '';
}

function origin(namespace: string): string {
  return new URL(url(namespace)).origin;
}

async function get(address: string): Promise<unknown> {
  return (await fetch(address)).json();
}

async function callTool(address: string): Promise<unknown> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get', arguments: {} } }),
  });
  const { result } = (await response.json()) as { result?: { content: readonly { text: string }[] } };
  return result?.content[0]?.text;
}

const one = (...paths: readonly string[]): Server => ({ namespace: 'one', port: 8080, paths });
const two = (...paths: readonly string[]): Server => ({ namespace: 'two', port: 8080, paths });

describe('servers of one port', () => {
  it('answer below the names of their capabilities, and at the root where none is in the way of another', async () => {
    await begin([
      program('a', [one('/x', '/a/own')]),
      program('b', [two('/y/{id}', '/z')]),
      program('c', [{ namespace: 'three', port: 8080, paths: ['/z'] }]),
    ]);
    const at = origin('one');
    expect(running?.servers).toEqual([
      { capability: 'a', namespace: 'one', type: 'rest', url: at },
      { capability: 'b', namespace: 'two', type: 'rest', url: `${at}/b` },
      { capability: 'c', namespace: 'three', type: 'rest', url: `${at}/c` },
    ]);
    const answers = ['/x', '/x?', '/a/x', '/a/own', '/a/a/own', '/b/y/1', '/b/z', '/c/z'].map((path) => get(at + path));
    expect(await Promise.all(answers)).toEqual(['/a', '/a', '/a', '/a', '/a', '/b', '/b', '/c']);
    for (const path of ['/z', '/y/1', '/x/x', '/nobody/x', '//x'])
      expect(await get(at + path)).toMatchObject({ status: 404, detail: expect.stringContaining(' / ') as string });
  });

  it('of MCP each have a /mcp, which a single one has at the root too', async () => {
    const tools = (namespace: string): Server => ({ namespace, port: 8080 });
    await begin([program('a', [one('/x'), tools('tools')]), program('b', [two('/y')])]);
    const at = origin('tools');
    expect(url('tools')).toBe(`${at}/mcp`);
    for (const path of ['/mcp', '/', '/a/mcp']) expect(await callTool(at + path)).toBe('"/a"');
    expect(await get(`${at}/a/x`)).toBe('/a');
    // A client of MCP that asks for a stream must hear that there is none.
    expect((await fetch(at, { headers: { accept: 'text/event-stream' } })).status).toBe(405);
    await running?.reload([program('a', [tools('tools')]), program('b', [tools('more')])]);
    expect([await callTool(url('tools')), await callTool(url('more'))]).toEqual(['"/a"', '"/b"']);
    expect(url('more')).toBe(`${at}/b/mcp`);
    expect((await fetch(at, { method: 'POST' })).status).toBe(405);
  });

  it('describe themselves where they are', async () => {
    await begin([program('a', [one('/x')]), program('b', [two('/x')])]);
    const at = origin('one');
    expect(await get(`${at}/b/openapi.json`)).toMatchObject({ servers: [{ url: '/b' }] });
    expect(await get(`${at}/b/nope`)).toMatchObject({
      detail: 'Nothing is served at /b/nope. See /b/openapi.json for what is.',
    });
    expect(await get(`${at}/openapi.json`)).toMatchObject({ status: 404 });
    await running?.reload([program('a', [one('/x'), { namespace: 'tools', port: 8080 }])]);
    expect(await get(`${at}/openapi.json`)).toMatchObject({ paths: { '/x': {} } });
  });

  it('have an index of everything that is served', async () => {
    await begin([program('a', [one('/x'), { namespace: 'tools', port: 9090 }]), program('b', [two('/x')])]);
    expect(running?.index).toBe(`${origin('one')}/`);
    const urls = ['one', 'tools', 'two'].map(url);
    expect(await get(running?.index ?? '')).toMatchObject({
      capabilities: [
        { name: 'a', servers: [{ url: urls[0] }, { url: urls[1], tools: ['get'] }] },
        { name: 'b', servers: [{ url: urls[2], operations: ['o0'] }] },
      ],
    });
  });

  it('answer no page of elsewhere, whatever the path', async () => {
    await begin([program('a', [one('/x')]), program('b', [two('/y')])]);
    for (const path of ['/', '/x', '/a/x', '/nowhere']) {
      const response = await fetch(origin('one') + path, { headers: { origin: 'https://evil.example.com' } });
      expect(response.status).toBe(403);
    }
  });
});

describe('a server alone on its port', () => {
  it('has the index where its document has nothing', async () => {
    await begin([program('a', [one('/x')])]);
    expect(running?.index).toBe(`${url('one')}/`);
    expect(await get(`${url('one')}/`)).toHaveProperty('capabilities');
    expect(await get(`${url('one')}/a/x`)).toMatchObject({ status: 404 });
    await running?.reload([program('a', [one('/')])]);
    expect(await get(`${url('one')}/`)).toBe('/a');
    expect(running?.index).toBeUndefined();
  });
});

describe('free ports', () => {
  it('are shared by those written for one port, and had alone where that is asked', async () => {
    const programs = [program('a', [one('/x')]), program('b', [two('/y')])];
    await begin(programs);
    expect(origin('one')).toBe(origin('two'));
    await running?.stop();
    await begin(programs, { port: (namespace) => (namespace === 'two' ? 'own' : 0) });
    expect(origin('one')).not.toBe(origin('two'));
    expect([await get(`${url('one')}/x`), await get(`${url('two')}/y`)]).toEqual(['/a', '/b']);
  });
});

describe('reload', () => {
  it('lets two servers swap their ports', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const programs = (portOfOne: number, portOfTwo: number): readonly TestProgram[] => [
      program('a', [{ ...one('/x'), port: portOfOne }]),
      program('b', [{ ...two('/x'), port: portOfTwo }]),
    ];
    await begin(programs(first, second), { port: (_, written) => written });
    expect(await get(`http://127.0.0.1:${first}/x`)).toBe('/a');
    await running?.reload(programs(second, first));
    expect(await get(`http://127.0.0.1:${first}/x`)).toBe('/b');
    expect(await get(`http://127.0.0.1:${second}/x`)).toBe('/a');
  });

  it('lets a port be shared and had alone again, on the listener that is there', async () => {
    await begin([program('a', [one('/x')])]);
    const at = url('one');
    await running?.reload([program('a', [one('/x')]), program('b', [two('/x')])]);
    expect([await get(`${at}/a/x`), await get(`${at}/b/x`)]).toEqual(['/a', '/b']);
    await running?.reload([program('b', [two('/x')])]);
    expect([url('two'), await get(`${at}/x`)]).toEqual([at, '/b']);
  });

  it('tells of tools where they are by then, and of skills that are new', async () => {
    const skills = (name: string, port: number): TestProgram =>
      compileText(`
ikanos: 1.0.0-beta5
capability:
  exposes:
  - {type: rest, namespace: one, port: ${port}, resources: [{path: /x, operations: [{method: GET, name: x, outputParameters: [{type: string, value: X}]}]}]}
  - {type: skill, namespace: skills, port: 9091, skills: {${name}: {description: S, tools: {x: {description: X, from: {sourceNamespace: one, action: x}}}}}}
`);
    const [first, second] = [await freePort(), await freePort()];
    await begin([skills('old', first)], { port: (_, written) => (written === 9091 ? 0 : written) });
    const at = url('skills');
    expect(await get(`${at}/old`)).toMatchObject({ tools: [{ url: `http://127.0.0.1:${first}/x` }] });
    await running?.reload([skills('new', second)]);
    expect(url('skills')).toBe(at);
    expect(await get(`${at}/new`)).toMatchObject({ tools: [{ url: `http://127.0.0.1:${second}/x` }] });
    expect(await get(`${at}/old`)).toMatchObject({ status: 404 });
  });

  it('keeps a program that is served on, with its running calls', async () => {
    const kept = program('a', [one('/x')], '/slow');
    await begin([kept, program('b', [two('/x')])]);
    const answered = get(`${url('one')}/x`);
    await slow.arrived.promise;
    const reloaded = running?.reload([kept]);
    slow.finish.resolve();
    await reloaded;
    expect([await answered, await get(`${url('one')}/x`)]).toEqual(['slowly', 'slowly']);
  });
});
