import { afterEach, describe, expect, it } from 'vitest';
import { requestId } from './answer/answer-headers.ts';
import { createMask } from './mask.ts';
import { receive, type Received } from './testing.ts';
import { serveHttp, serveTcp, type TestServer } from '../../test/support/serve.ts';
import { createUpstream, type Upstream } from './upstream.ts';

let server: TestServer | undefined;
let upstream: Upstream | undefined;

afterEach(async () => {
  await upstream?.close();
  await server?.close();
});

function get(origin: string, secrets: readonly string[] = []): Promise<Received> {
  const client = (upstream = createUpstream(origin, { timeout: 5000, mask: createMask(secrets) }));
  return receive((to) => client.send({ method: 'GET', path: '/', headers: ['x-a', '1'], body: null }, to));
}

describe('of an answer', () => {
  it('status and bytes come as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7) % 256));
    server = await serveHttp((_, response) => response.writeHead(418).end(bytes));
    const { status, body } = await get(server.origin);
    expect([status, body.equals(bytes)]).toEqual([418, true]);
  });

  it('the headers that mean something to a caller are kept, and no other', async () => {
    const useful = {
      location: '/jobs/1',
      link: '<x>; rel="next"',
      etag: '"1"',
      'retry-after': '5',
      'content-type': 'application/json',
      'x-ratelimit-remaining': '99',
      'ratelimit-policy': '100;w=60',
      'x-request-id': 'r-1',
      'www-authenticate': ['Bearer', 'Basic realm="x"'],
    };
    server = await serveHttp((_, response) => {
      const between = {
        'set-cookie': 'session=1',
        server: 'nginx',
        'x-powered-by': 'php',
        'proxy-status': 'x',
        via: 'x',
      };
      response.writeHead(200, { ...useful, ...between, 'content-length': 2 }).end('{}');
    });
    const { headers } = await get(server.origin);
    expect({ ...headers }).toEqual({ ...useful, 'content-length': '2' });
  });

  it('an interim one is not the answer', async () => {
    const text = 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ndone';
    server = await serveTcp((socket) => socket.once('data', () => socket.write(text)));
    const { status, body } = await get(server.origin);
    expect([status, body.toString()]).toEqual([200, 'done']);
  });

  it('the id of the request is found under any of its usual names', () => {
    expect(requestId({ 'x-amzn-requestid': 'a', etag: 'e' })).toBe('a');
    expect(requestId({ 'request-id': 'b', 'x-request-id': 'a' })).toBe('a');
    expect(requestId({ etag: 'e' })).toBeUndefined();
  });
});

describe('a secret that the upstream echoes', () => {
  const secret = 'nf-super-secret';

  it('is masked in the headers', async () => {
    server = await serveHttp((_, response) => {
      response.writeHead(401, { location: `/?key=${secret}`, 'www-authenticate': ['Bearer', `x="${secret}"`] }).end();
    });
    const { headers } = await get(server.origin, [secret]);
    expect(headers).toMatchObject({
      location: `/?key=${'*'.repeat(15)}`,
      'www-authenticate': ['Bearer', `x="${'*'.repeat(15)}"`],
    });
  });

  it('is masked in the body, whole or across chunks, at the same length', async () => {
    const text = `{"whole":"${secret}","cut":"${secret}","begun":"nf-super"}nf-sup`;
    const cut = text.lastIndexOf('super-secret');
    server = await serveHttp((_, response) => {
      response.writeHead(200, { 'content-length': text.length });
      response.write(text.slice(0, cut));
      setTimeout(() => response.write(text.slice(cut, cut + 4)), 20);
      setTimeout(() => response.end(text.slice(cut + 4)), 40);
    });
    const { headers, body } = await get(server.origin, [secret]);
    expect(body.toString()).toBe(text.replaceAll(secret, '*'.repeat(secret.length)));
    expect(headers['content-length']).toBe(String(body.length));
  });
});

describe('a slow receiver', () => {
  it('pauses the upstream, and resumes it to the last byte', async () => {
    const size = 8 * 1024 * 1024;
    let written = 0;
    server = await serveHttp((_, response) => {
      const more = (): void => {
        while (written < size && response.write(Buffer.alloc(64 * 1024))) written += 64 * 1024;
        if (written < size) response.once('drain', () => ((written += 64 * 1024), more()));
        else response.end();
      };
      more();
    });
    const client = (upstream = createUpstream(server.origin, { timeout: 5000, mask: createMask([]) }));
    let received = 0;
    let resume = (): void => undefined;
    let whilePaused = 0;
    await new Promise<void>((resolve, reject) => {
      client.send(
        { method: 'GET', path: '/', headers: [], body: null },
        {
          start: (_status, _headers, again) => {
            resume = again;
          },
          data(chunk) {
            received += chunk.length;
            if (whilePaused > 0) return true;
            setTimeout(() => {
              whilePaused ||= written;
              resume();
            }, 200);
            return false;
          },
          end: resolve,
          fail: ({ detail }) => reject(new Error(detail)),
        },
      );
    });
    expect(received).toBe(written);
    // What the sockets' own buffers hold is all that was sent in the meantime.
    expect(whilePaused).toBeLessThan(size);
  });
});
