import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readText, serveHttp, type TestServer } from '../../test/support/serve.ts';
import { start, type Running } from './start.ts';
import { compileText, silent, type TestProgram } from './testing.ts';

let upstream: TestServer;
let running: Running | undefined;

beforeEach(async () => {
  upstream = await serveHttp((request, response) => {
    void readText(request).then(() => response.end(JSON.stringify(`${request.method} ${request.url}`)));
  });
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await upstream.close();
});

function program(name: string, resource: string, more = ''): TestProgram {
  const compiled = compileText(
    `
naftiko: 1.0.0-alpha2
capability:
  consumes:
  - {type: http, namespace: up, baseUri: 'http://127.0.0.1:1/base', resources: [{path: /x, operations: [{name: get, method: GET}]}]}
  exposes:
  - {type: rest, namespace: ${name}-rest, port: 8080, resources: [${resource}]}${more}
`,
    { baseUris: new Map([['up', `${upstream.origin}/base`]]) },
  );
  return { ...compiled, capability: { ...compiled.capability, name } };
}

const forward = "{path: '/go/{rest}', forward: {targetNamespace: up}}";
const route = '{path: /own, operations: [{method: GET, call: up.get}]}';
const tools = '\n  - {type: mcp, namespace: m, port: 8080, tools: [{name: get, call: up.get}]}';

async function serve(...programs: readonly TestProgram[]): Promise<(path: string) => Promise<unknown>> {
  running = await start(programs, { host: '127.0.0.1', port: () => 0, maxBodyBytes: 1000, log: silent });
  const base = new URL(running.servers[0]?.url ?? '').origin;
  return async (path) => {
    const response = await fetch(base + path);
    return response.ok ? await response.json() : response.status;
  };
}

describe('a server that forwards', () => {
  it('does so at the root when it has its listener to itself, or shares it with its own MCP server', async () => {
    for (const more of ['', tools]) {
      const get = await serve(program('a', `${forward}, ${route}`, more));
      expect(await get('/go/on/and?on=1')).toBe('GET /base/on/and?on=1');
      expect(await get('/own')).toBe('GET /base/x');
      await running?.stop();
    }
  });

  it('does so below its name alone when it shares a port with other documents', async () => {
    const get = await serve(program('a', forward), program('b', route));
    expect(await get('/a/go/on')).toBe('GET /base/on');
    expect(await get('/go/on')).toBe(404);
    expect(await get('/own')).toBe('GET /base/x');
  });
});
