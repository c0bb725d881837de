import { createHash } from 'node:crypto';
import { get, type IncomingMessage, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { deferred } from '../../consume/testing.ts';
import { serveHttp, serveTcp, type TestServer } from '../../../test/support/serve.ts';
import { send, serveDocument, type ServedDocument } from './testing.ts';

const document = `
naftiko: 1.0.0-alpha2
info: { label: Answers }
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      authentication: { type: bearer, token: nf-super-secret }
      resources:
        - name: things
          path: /things
          operations: [{ name: read, method: GET }, { name: write, method: POST }]
  exposes:
    - type: rest
      namespace: rest
      port: 0
      resources:
        - path: /things
          operations: [{ name: read, method: GET, call: up.read }, { name: write, method: POST, call: up.write }]
        - path: /mapped
          operations:
            - name: mapped
              method: GET
              call: up.read
              outputParameters: [{ type: object, properties: { name: { type: string, mapping: $.name } } }]
`;

let upstream: TestServer | undefined;
let served: ServedDocument | undefined;

afterEach(async () => {
  await served?.close();
  await upstream?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  upstream = await serveHttp(listener);
  served = await serveDocument(document, upstream.origin);
  return served.url;
}

function open(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get(`${url}/things`, { agent: false }, resolve).on('error', reject));
}

describe('what passes untouched', () => {
  it('passes byte for byte, with status and useful headers', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 31 + (index >> 8)) % 256));
    const url = await serve((_, response) => {
      response
        .writeHead(203, { 'content-type': 'image/png', etag: '"1"', 'set-cookie': 'a=1', server: 'x' })
        .end(bytes);
    });
    const { status, headers, body } = await send(url, 'GET', '/things');
    expect([status, body.equals(bytes)]).toEqual([203, true]);
    expect(headers).toMatchObject({ 'content-type': 'image/png', etag: '"1"' });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('server');
  });

  it.each([304, 400, 401, 404, 409, 429, 500, 503])('keeps an error as it is: %i', async (status) => {
    const url = await serve((_, response) => {
      const headers = { 'content-type': 'application/json', 'retry-after': '7', 'x-request-id': 'r1' };
      response.writeHead(status, headers).end(status === 304 ? '' : '{"error":{"message":"no"}}');
    });
    const answer = await send(url, 'POST', '/things');
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ 'retry-after': '7', 'x-request-id': 'r1' });
    if (status !== 304) expect(answer.body.toString()).toBe('{"error":{"message":"no"}}');
  });

  it('stays compressed', async () => {
    const bytes = Buffer.from('not really gzip');
    const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes));
    const { headers, body } = await send(url, 'GET', '/things');
    expect([headers['content-encoding'], body.equals(bytes)]).toEqual(['gzip', true]);
  });

  it('has no body for HEAD', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-length': 2 }).end('{}'));
    const { status, headers, body } = await send(url, 'HEAD', '/things');
    expect([status, headers['content-length'], body.length]).toEqual([200, '2', 0]);
  });

  it('never holds a secret, wherever the upstream cuts it', async () => {
    const url = await serve((_, response) => {
      response.write('you sent nf-super-');
      setTimeout(() => response.end('secret, thanks'), 30);
    });
    expect((await send(url, 'GET', '/things')).body.toString()).toBe(`you sent ${'*'.repeat(15)}, thanks`);
  });
});

describe('a stream', () => {
  it('begins before the upstream has finished', async () => {
    const finish = deferred();
    const url = await serve((_, response) => {
      response.write('first');
      void finish.promise.then(() => response.end('last'));
    });
    const answer = await open(url);
    const parts: string[] = [];
    for await (const part of answer) {
      parts.push(String(part));
      finish.resolve();
    }
    expect(parts).toEqual(['first', 'last']);
  });

  it('waits for a slow reader, and is whole in the end', async () => {
    const size = 64 * 1024 * 1024;
    const piece = Buffer.alloc(64 * 1024, 'capstan ');
    let written = 0;
    const url = await serve((_, response) => {
      const more = (): void => {
        let room = true;
        while (room && written < size) {
          room = response.write(piece);
          written += piece.length;
        }
        if (written < size) response.once('drain', more);
        else response.end();
      };
      more();
    });
    const answer = await open(url);
    answer.pause();
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The rest of what was written is in the buffers of two pairs of sockets.
    expect(written).toBeLessThan(size / 2);
    const hash = createHash('sha256');
    for await (const part of answer) hash.update(part as Buffer);
    const expected = createHash('sha256');
    for (let count = 0; count < size; count += piece.length) expected.update(piece);
    expect(hash.digest('hex')).toBe(expected.digest('hex'));
  });

  it.each([
    ['before the answer', ''],
    ['in the middle of it', 'half'],
  ])('is given up with its caller %s', async (_, begin) => {
    const arrived = deferred();
    const closed = deferred();
    const url = await serve((_request, response) => {
      response.on('close', () => closed.resolve());
      if (begin !== '') response.write(begin);
      arrived.resolve();
    });
    const request = get(`${url}/things`, { agent: false });
    request.on('error', () => undefined);
    await arrived.promise;
    request.destroy();
    await closed.promise;
  });

  it('that breaks off does not look whole', async () => {
    for (const framing of ['content-length: 100', 'transfer-encoding: chunked']) {
      const begin = `HTTP/1.1 200 OK\r\n${framing}\r\n\r\n4\r\nhalf\r\n`;
      upstream = await serveTcp((socket) => socket.once('data', () => socket.write(begin, () => socket.destroy())));
      served = await serveDocument(document, upstream.origin);
      await expect(send(served.url, 'GET', '/things')).rejects.toThrow(/aborted|hang up/);
      await served.close();
      await upstream.close();
    }
  });
});

describe('what Capstan answers itself', () => {
  it('is a problem when the upstream cannot be reached', async () => {
    const url = await serve(() => undefined);
    await upstream?.close();
    const answer = await send(url, 'POST', '/things');
    expect([answer.status, answer.headers['content-type']]).toEqual([502, 'application/problem+json']);
    expect(answer.json()).toMatchObject({ code: 'upstream-unreachable', retry: 'safe' });
  });

  it('is a problem when no answer came', async () => {
    upstream = await serveTcp((socket) => socket.once('data', () => socket.destroy()));
    served = await serveDocument(document, upstream.origin);
    const answer = await send(served.url, 'POST', '/things');
    expect([answer.status, answer.json().code]).toEqual([502, 'outcome-unknown']);
  });

  it('is a value that the document maps', async () => {
    const url = await serve((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{ "name": "ü", "more": 1 }');
    });
    const { status, headers, body } = await send(url, 'GET', '/mapped');
    expect([status, headers['content-type'], body.toString()]).toEqual([200, 'application/json', '{"name":"ü"}']);
  });

  it("is the upstream's refusal where the document maps a success", async () => {
    const url = await serve((_, response) => response.writeHead(404, { etag: '"1"' }).end('gone'));
    const { status, headers, body } = await send(url, 'GET', '/mapped');
    expect([status, headers.etag, body.toString()]).toEqual([404, '"1"', 'gone']);
  });

  it('is a text where a mapping has nothing to map', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-type': 'text/csv' }).end('a,b'));
    const { headers, body } = await send(url, 'GET', '/mapped');
    expect([headers['content-type'], body.toString()]).toEqual(['text/csv', 'a,b']);
  });
});
