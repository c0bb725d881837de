import { createServer } from 'node:http';

/**
 * A real server that keeps what it is sent. It answers `{}`, or the next of the answers it was told.
 *
 * @returns `take()` hands out what has arrived since it was last asked.
 */
export async function startRecordingUpstream() {
  let requests = [];
  let answers = [];
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const { method, url, headers } = request;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(method === 'HEAD' ? undefined : (answers.shift() ?? '{}'));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    answerWith: (next) => (answers = [...next]),
    take() {
      const taken = requests;
      requests = [];
      answers = [];
      return taken;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
