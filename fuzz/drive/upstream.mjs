import { createServer } from 'node:http';

/**
 * A real server that keeps what it is sent, and answers as it was told: with a body of `echo`, with what it was sent. At
 * `/token` it is an authorization server.
 *
 * @returns `take()` hands out what has arrived since it was last asked; `answer` is what it answers with.
 */
export async function startUpstream() {
  let requests = [];
  const upstream = { answer: { status: 200, type: 'application/json', body: '{}' } };
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const { method, url, headers, rawHeaders } = request;
      requests.push({ method, url, headers, rawHeaders, body: Buffer.concat(chunks) });
      if (url === '/token') return response.end('{"access_token": "the-token", "token_type": "Bearer"}');
      const { status, type, body } = upstream.answer;
      response.writeHead(status, { 'content-type': type });
      response.end(body === 'echo' ? JSON.stringify({ url, headers }) : body);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(upstream, {
    url: `http://127.0.0.1:${server.address().port}`,
    take() {
      const taken = requests;
      requests = [];
      return taken;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  });
}
