/** MCP clients in numbers, and clients that do not behave, with an API behind that takes its time. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { runDocuments, type RanDocuments } from './support/run-document.ts';
import { serveHttp, type TestServer } from './support/serve.ts';

let served: RanDocuments;
/** What the API does with a request. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let api: TestServer;

beforeEach(async () => {
  api = await serveHttp((request, response) => answer(request, response));
  served = await runDocuments([
    `
naftiko: 1.0.0-alpha2
info: {label: Books}
capability:
  consumes:
  - type: http
    namespace: books
    baseUri: ${api.origin}
    resources:
    - path: /books/{id}
      operations: [{name: get, method: GET, inputParameters: [{name: id, in: path}]}]
  exposes:
  - type: mcp
    namespace: books-mcp
    port: 9090
    tools:
    - name: get-book
      call: books.get
      inputParameters: [{name: id, type: string, required: true}]
      with: {id: tools.id}
`,
  ]);
});
afterEach(async () => {
  await served.stop();
  expect(served.defects).toEqual([]);
  await api.close();
});

const origin = (): string => new URL(served.url('books-mcp')).origin;
const message = (id: string): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'get-book', arguments: { id } } });
const call = (id: string) =>
  ask(origin(), '/mcp', { method: 'POST', headers: ['content-type', 'application/json'], body: message(id) });

const echo = (request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ url: request.url }));
};

/** A connection that has sent the beginning of a call. */
async function beginCall(body: string, sent = body.length): Promise<Socket> {
  const socket = connect(Number(new URL(origin()).port), '127.0.0.1');
  await once(socket, 'connect');
  const head = `POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  socket.write(head + body.slice(0, sent));
  return socket;
}

it('answers a thousand calls at once, each with its own answer, while the API is slow', async () => {
  answer = (request, response) => void setTimeout(() => echo(request, response), 50);
  const ids = Array.from({ length: 1000 }, (_, index) => `book-${index}`);
  const answers = await Promise.all(ids.map(call));
  for (const [index, { status, text }] of answers.entries()) {
    const id = ids[index];
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      { id, result: { content: [{ text: JSON.stringify({ url: `/books/${id}` }) }] } },
    ]);
  }
}, 60_000);

it('ends the request to the API when the client goes away', async () => {
  const arrived = new Promise<IncomingMessage>((resolve) => (answer = (request) => resolve(request)));
  const socket = await beginCall(message('emma'));
  const request = await arrived;
  const ended = once(request.socket, 'close');
  socket.destroy();
  await ended;
});

it('serves others while a hundred clients send a body that never ends', async () => {
  answer = echo;
  const body = message('emma');
  const slow = await Promise.all(Array.from({ length: 100 }, (_, index) => beginCall(body, index % body.length)));
  expect(await call('persuasion')).toMatchObject({ status: 200 });
  for (const socket of slow) socket.write(' ');
  expect(await call('persuasion')).toMatchObject({ status: 200 });
  const closed = slow.map((socket) => once(socket, 'close'));
  for (const socket of slow) socket.destroy();
  await Promise.all(closed);
});

it.each<[string, string]>([
  ['half a character', String.raw`\ud800`],
  ['NUL', String.raw`\u0000`],
  ['the end of a line', String.raw`a\r\nX-Evil: 1`],
  ['the way up', '../../admin?x=1#y'],
  ['half a megabyte', 'x'.repeat(500_000)],
])('sends %s in an argument as part of a path, or not at all', async (_, id) => {
  const urls: string[] = [];
  answer = (request, response) => {
    urls.push(request.url ?? '');
    expect(request.headers).not.toHaveProperty('x-evil');
    echo(request, response);
  };
  const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get-book","arguments":{"id":"${id}"}}}`;
  const { status, text } = await ask(origin(), '/mcp', {
    method: 'POST',
    headers: ['content-type', 'application/json'],
    body,
  });
  expect([status, JSON.parse(text)]).toMatchObject([200, { id: 1, result: {} }]);
  for (const url of urls) expect(url).toMatch(/^\/books\/[A-Za-z0-9%._~!$&'()*+,;=:@-]+$/);
});
