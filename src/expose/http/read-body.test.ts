import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Failure } from '../../problem/failure.ts';
import { serveHttp, type TestServer } from '../../../test/support/serve.ts';
import { readBody } from './read-body.ts';

const limit = 1000;

describe('readBody', () => {
  let server: TestServer;
  const results = new EventEmitter<{ result: [Buffer | Failure] }>();
  beforeAll(async () => {
    server = await serveHttp((request, response) => void answer(request, response));
    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const result = await readBody(request, limit);
      results.emit('result', result);
      const status = Buffer.isBuffer(result) ? 200 : result.status;
      if (status === 413) response.setHeader('connection', 'close');
      response.writeHead(status === 499 ? 400 : status).end(Buffer.isBuffer(result) ? result : result.code);
    }
  });
  afterAll(() => server.close());

  async function open(): Promise<Socket> {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  /** A body of unknown length, in so many pieces. */
  async function* pieces(count: number, size: number): AsyncGenerator<Uint8Array> {
    for (let sent = 0; sent < count; sent++) yield Promise.resolve(Buffer.alloc(size, 'x'));
  }

  const post = (body: string | ReadableStream, duplex?: 'half') =>
    fetch(server.origin, { method: 'POST', body, ...(duplex === undefined ? {} : { duplex }) });

  const stream = (count: number, size: number) =>
    post(ReadableStream.from(pieces(count, size)) as ReadableStream, 'half'); // Node's and the DOM's types differ in name only.

  test.each([0, 1, limit])('reads a body of %i bytes', async (size) => {
    const response = await post('x'.repeat(size));
    expect([response.status, await response.text()]).toEqual([200, 'x'.repeat(size)]);
  });

  test('reads a body in several pieces of unknown length', async () => {
    expect(await (await stream(10, 100)).text()).toBe('x'.repeat(limit));
  });

  test('refuses a body a little over the limit, and the client can read why', async () => {
    const response = await post('x'.repeat(limit + 1));
    expect([response.status, await response.text()]).toEqual([413, 'body-too-large']);
    expect(response.headers.get('connection')).toBe('close');
  });

  test('refuses a body of unknown length as well', async () => {
    const response = await stream(100, 100_000);
    expect([response.status, await response.text()]).toEqual([413, 'body-too-large']);
  });

  test('refuses a huge one by its Content-Length, without waiting for it', async () => {
    const socket = await open();
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 [\s\S]*body-too-large/);
    await once(socket, 'close');
  });

  test('gives up on one that never ends', async () => {
    const socket = await open();
    socket.on('error', () => {}); // The server resets the connection while we write.
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const ended = once(results, 'result');
    const timer = setInterval(() => {
      for (let count = 0; count < 20; count++) socket.write(piece);
    }, 1);
    const [result] = await ended;
    clearInterval(timer);
    expect(result).toMatchObject({ code: 'body-too-large', status: 413 });
    socket.destroy();
  });

  test('notices a client that goes away in the middle', async () => {
    const ended = once(results, 'result');
    const socket = await open();
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc');
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    expect(await ended).toMatchObject([{ code: 'canceled' }]);
  });

  test('leaves the connection in order for the next request', async () => {
    const socket = await open();
    const request = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\nabc';
    for (let time = 0; time < 2; time++) {
      socket.write(request);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
    }
    socket.destroy();
  });
});
