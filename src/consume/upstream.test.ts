import { afterEach, describe, expect, it } from 'vitest';
import { createMask } from './mask.ts';
import { deferred, receive, type Received } from './testing.ts';
import { freePort, serveHttp, serveTcp, type TestServer } from '../../test/support/serve.ts';
import { createUpstream, type Upstream } from './upstream.ts';

let server: TestServer | undefined;
let upstream: Upstream | undefined;

afterEach(async () => {
  await server?.close();
  await upstream?.close();
});

function connect(origin: string, timeout = 5000): void {
  upstream = createUpstream(origin, { timeout, mask: createMask([]) });
}

function call(method: string, path = '/'): Promise<Received> {
  const body = method === 'POST' ? '{}' : null;
  return receive((to) => (upstream as Upstream).send({ method, path, headers: [], body }, to)); // every test connects first
}

/** Calls with a method that may be repeated and with one that may not. */
async function both(): Promise<readonly unknown[]> {
  const answers = await Promise.all([call('GET'), call('POST')]);
  return answers.map(({ failure }) => failure && { code: failure.code, status: failure.status, retry: failure.retry });
}

describe('when nothing was sent, any call may be repeated', () => {
  it('as the connection is refused', async () => {
    connect(`http://127.0.0.1:${await freePort()}`);
    const unreachable = { code: 'upstream-unreachable', status: 502, retry: 'safe' };
    expect(await both()).toEqual([unreachable, unreachable]);
    expect((await call('GET')).failure?.detail).toMatch(/^127\.0\.0\.1:\d+ refused the connection/);
  });

  it('as the name is unknown', async () => {
    connect('http://no-such-host.invalid');
    const { failure } = await call('POST');
    expect(failure).toMatchObject({ code: 'upstream-unreachable', retry: 'safe' });
    expect(failure?.detail).toBe('The name no-such-host.invalid could not be resolved.');
  });

  it('as there is no secure connection to be made', async () => {
    server = await serveTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    connect(server.origin.replace('http:', 'https:'));
    expect((await call('POST')).failure).toMatchObject({
      code: 'upstream-unreachable',
      retry: 'safe',
      detail: expect.stringMatching(
        /^No secure connection to .* speaks no TLS; .*\(ERR_SSL_WRONG_VERSION_NUMBER\)\.$/,
      ) as string,
    });
  });
});

describe('when the request went out and no answer came', () => {
  const unknown = { code: 'outcome-unknown', retry: 'check-first' };

  it('a POST may have happened, a GET timed out', async () => {
    server = await serveHttp(() => undefined);
    connect(server.origin, 150);
    const [get, post] = await Promise.all([call('GET'), call('POST')]);
    expect(get.failure).toMatchObject({ code: 'upstream-timeout', status: 504, retry: 'safe' });
    expect(post.failure).toMatchObject({ ...unknown, status: 504 });
    expect(post.failure?.detail).toMatch(/no answer came within 150 ms.*Look before you repeat it/);
  });

  it('a POST may have happened, a GET lost its connection', async () => {
    server = await serveTcp((socket) => socket.once('data', () => socket.destroy()));
    connect(server.origin);
    expect(await both()).toEqual([
      { code: 'upstream-unreachable', status: 502, retry: 'safe' },
      { ...unknown, status: 502 },
    ]);
  });

  it('nor does half a status line say what happened', async () => {
    server = await serveTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 20')));
    connect(server.origin);
    expect(await both()).toMatchObject([{ code: 'upstream-unreachable' }, unknown]);
  });

  it('nor does an answer that is not HTTP', async () => {
    server = await serveTcp((socket) => socket.once('data', () => socket.write('SSH-2.0-OpenSSH_9\r\n')));
    connect(server.origin);
    expect(await both()).toMatchObject([{ code: 'upstream-broken', status: 502, retry: 'safe' }, unknown]);
    expect((await call('GET')).failure?.detail).toMatch(/answered something that is not HTTP/);
  });

  it.each(['PUT', 'DELETE', 'HEAD'])('a %s may be repeated', async (method) => {
    server = await serveTcp((socket) => socket.once('data', () => socket.destroy()));
    connect(server.origin);
    expect((await call(method)).failure).toMatchObject({ retry: 'safe' });
  });

  it('and is never sent again by itself', async () => {
    let requests = 0;
    server = await serveTcp((socket) => {
      socket.on('data', () => {
        requests++;
        socket.destroy();
      });
    });
    connect(server.origin);
    await both();
    expect(requests).toBe(2);
  });
});

describe('when the answer began and broke off', () => {
  const broken = { code: 'upstream-broken', status: 502 };

  it('as the connection is lost', async () => {
    const begin = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this';
    server = await serveTcp((socket) => socket.once('data', () => socket.write(begin, () => socket.destroy())));
    connect(server.origin);
    expect(await both()).toEqual([
      { ...broken, retry: 'safe' },
      { ...broken, retry: 'check-first' },
    ]);
    const { status, body, failure } = await call('GET');
    expect([status, body.toString()]).toEqual([200, 'only this']);
    expect(failure?.detail).toMatch(/answered 200, and then its answer broke off\.$/);
  });

  it('as nothing more comes', async () => {
    server = await serveHttp((_, response) => void response.write('only this'));
    connect(server.origin, 150);
    const { failure } = await call('POST');
    expect(failure).toMatchObject({ ...broken, retry: 'check-first' });
    expect(failure?.detail).toContain('stopped for 150 ms');
  });

  it('as its chunks make no sense', async () => {
    const begin = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\ngood\r\nnonsense';
    server = await serveTcp((socket) => socket.once('data', () => socket.write(begin)));
    connect(server.origin);
    expect((await call('GET')).failure).toMatchObject(broken);
  });
});

describe('cancelling', { timeout: 3000 }, () => {
  it.each([
    ['before the answer', false],
    ['in the middle of it', true],
  ])('%s closes the connection, and nothing more is heard', async (_, begun) => {
    const arrived = deferred();
    const closed = deferred();
    server = await serveHttp((_request, response) => {
      response.on('close', () => closed.resolve());
      if (begun) response.write('half');
      else arrived.resolve();
    });
    connect(server.origin);
    const heard: string[] = [];
    const cancel = (upstream as Upstream).send(
      { method: 'GET', path: '/', headers: [], body: null },
      {
        start: () => heard.push('start'),
        data: () => {
          arrived.resolve();
          return true;
        },
        end: () => heard.push('end'),
        fail: () => heard.push('fail'),
      },
    );
    await arrived.promise;
    cancel();
    cancel();
    await closed.promise;
    expect(heard).toEqual(begun ? ['start'] : []);
  });

  it('at once sends nothing', async () => {
    let requests = 0;
    server = await serveHttp((_, response) => {
      requests++;
      response.end();
    });
    connect(server.origin);
    const never = (): never => {
      throw new Error('heard after it was given up');
    };
    const request = { method: 'GET', path: '/', headers: [], body: null };
    (upstream as Upstream).send(request, { start: never, data: never, end: never, fail: never })();
    await call('GET');
    expect(requests).toBe(1);
  });
});

describe('closing', () => {
  it('lets a running call finish, and may be done twice', async () => {
    const arrived = deferred();
    const finish = deferred();
    server = await serveHttp((_, response) => {
      arrived.resolve();
      void finish.promise.then(() => response.end('done'));
    });
    connect(server.origin);
    const answer = call('GET');
    await arrived.promise;
    const closed = Promise.all([upstream?.close(), upstream?.close()]);
    finish.resolve();
    expect((await answer).body.toString()).toBe('done');
    await closed;
    expect((await call('GET')).failure).toMatchObject({ code: 'upstream-unreachable' });
  });
});
