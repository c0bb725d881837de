import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deferred } from '../consume/testing.ts';
import { readText, serveHttp, serveTcp, type TestServer } from '../../test/support/serve.ts';
import { start, type Running, type StartOptions } from './start.ts';
import { compileText, silent, type TestProgram } from './testing.ts';

/** A document whose one path calls `path` of the upstream. */
function document(path: string, more: { readonly port?: number; readonly second?: number } = {}): string {
  const second = `
    - type: rest
      namespace: second
      port: ${more.second}
      resources: [{ path: /call, operations: [{ name: other, method: POST, call: up.call }] }]`;
  return `
naftiko: 1.0.0-alpha2
info: { label: Served }
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      resources:
        - name: thing
          path: ${path}
          operations: [{ name: call, method: POST, inputParameters: [{ name: body, in: body, type: object }] }]
  exposes:
    - type: rest
      namespace: first
      port: ${more.port ?? 0}
      resources: [{ path: /call, operations: [{ name: call, method: POST, call: up.call }] }]${more.second === undefined ? '' : second}
`;
}

const options: StartOptions = {
  host: '127.0.0.1',
  port: (_, written) => written,
  maxBodyBytes: 1000,
  log: silent,
};

let upstream: TestServer;
let running: Running | undefined;
const slow = { arrived: deferred(), finish: deferred() };

beforeEach(async () => {
  slow.arrived = deferred();
  slow.finish = deferred();
  upstream = await serveHttp((request, response) => {
    void readText(request).then((body) => {
      if (request.url !== '/slow') return response.end(`${request.url}${body}`);
      slow.arrived.resolve();
      return slow.finish.promise.then(() => response.end('slowly'));
    });
  });
});
afterEach(async () => {
  slow.finish.resolve();
  await running?.stop();
  running = undefined;
  await upstream.close();
});

function program(...written: Parameters<typeof document>): TestProgram {
  return compileText(document(...written), { baseUris: new Map([['up', upstream.origin]]) });
}

async function begin(...programs: readonly TestProgram[]): Promise<Running> {
  return (running = await start(programs, options));
}

function url(namespace = 'first'): string {
  return running?.servers.find((server) => server.namespace === namespace)?.url ?? '';
}

async function call(base = url()): Promise<string> {
  return (await fetch(`${base}/call`, { method: 'POST' })).text();
}

describe('start', () => {
  it('serves each server of each program, and says where', async () => {
    await begin(program('/one', { second: 0 }));
    expect(running?.servers.map(({ namespace, type }) => `${namespace} ${type}`)).toEqual([
      'first rest',
      'second rest',
    ]);
    expect([await call(), await call(url('second'))]).toEqual(['/one', '/one']);
  });

  it('serves programs whose servers have one name beside each other, and stops them all', async () => {
    const { servers } = await begin(program('/one'), program('/two'));
    expect(servers.map(({ namespace }) => namespace)).toEqual(['first', 'first']);
    const urls = servers.map((server) => server.url);
    expect(await Promise.all(urls.map(call))).toEqual(['/one', '/two']);
    await running?.reload([program('/three'), program('/four')]);
    expect(await Promise.all(urls.map(call))).toEqual(['/three', '/four']);
    await running?.stop();
    for (const each of urls) await expect(call(each)).rejects.toThrow();
  });

  it('names the port that is in use and the server it was for, and stops what it had started', async () => {
    const taken = await serveTcp(() => undefined);
    const free = await serveTcp(() => undefined);
    await free.close();
    const refused = begin(program('/one', { port: free.port, second: taken.port }));
    await expect(refused).rejects.toMatchObject({ name: 'PortUnavailable', port: taken.port, namespace: 'second' });
    await taken.close();
    await begin(program('/two', { port: free.port }));
    expect(await call()).toBe('/two');
  });
});

describe('reload', () => {
  it('serves the new programs at the old addresses', async () => {
    await begin(program('/one'));
    const before = url();
    const servers = await running?.reload([program('/two')]);
    expect(servers).toEqual([{ capability: 'test', namespace: 'first', type: 'rest', url: before }]);
    expect(await call(before)).toBe('/two');
  });

  it('opens what is new and closes what is gone', async () => {
    await begin(program('/one'));
    await running?.reload([program('/two', { second: 0 })]);
    const second = url('second');
    expect(await call(second)).toBe('/two');
    await running?.reload([program('/three')]);
    await expect(call(second)).rejects.toThrow();
    expect(await call()).toBe('/three');
  });

  it('loses no request whose call is under way', async () => {
    await begin(program('/slow'));
    const answered = call();
    await slow.arrived.promise;
    const reloaded = running?.reload([program('/two')]);
    // The new one answers while the old one still runs.
    await expect.poll(() => call()).toBe('/two');
    slow.finish.resolve();
    expect(await answered).toBe('slowly');
    await reloaded;
  });

  it('loses no request that is still arriving', async () => {
    await begin(program('/one'));
    await call(); // so that there are connections to be closed
    const answered = new Promise<string>((resolve, reject) => {
      const request = httpRequest(`${url()}/call`, { method: 'POST', agent: false }, (response) => {
        void readText(response).then(resolve, reject);
      });
      request.on('error', reject);
      request.write('{"half":');
      setTimeout(() => {
        void running?.reload([program('/two')]);
        setTimeout(() => request.end('1}'), 100);
      }, 50);
    });
    expect(await answered).toBe('/one{"half":1}');
    expect(await call()).toBe('/two');
  });

  it('that fails changes nothing', async () => {
    await begin(program('/one'));
    const taken = await serveTcp(() => undefined);
    await expect(running?.reload([program('/two', { second: taken.port })])).rejects.toThrow(
      `Port ${taken.port} is in use.`,
    );
    await taken.close();
    expect(await call()).toBe('/one');
    expect(running?.servers).toHaveLength(1);
    await running?.reload([program('/three')]);
    expect(await call()).toBe('/three');
  });
});

describe('stop', () => {
  it('lets a running call finish and takes no other', async () => {
    await begin(program('/slow'));
    const base = url();
    const answered = call();
    await slow.arrived.promise;
    const stopped = running?.stop();
    await expect(call(base)).rejects.toThrow();
    slow.finish.resolve();
    expect(await answered).toBe('slowly');
    await stopped;
  });

  it('can be asked for twice', async () => {
    await begin(program('/one'));
    await call();
    await Promise.all([running?.stop(), running?.stop()]);
    await running?.stop();
  });
});
