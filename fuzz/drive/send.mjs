import { Agent, request as httpRequest } from 'node:http';

/** Milliseconds until the whole answer must be there. */
const timeout = 10_000;

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/**
 * Sends one HTTP request, its path byte for byte as it is given.
 *
 * @param origin `http://host:port`.
 * @returns `{status, headers, text}`.
 */
export function send(origin, { method, path, headers = {}, body }) {
  const { hostname, port } = new URL(origin);
  // As bytes: a body of text would make UTF-8 of the headers sent with it.
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const length = bytes && { 'content-length': bytes.length };
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path, headers: { ...headers, ...length }, agent, timeout };
    const request = httpRequest(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`No answer to ${method} ${path} within ${timeout} ms.`)));
    request.on('error', reject);
    request.end(bytes);
  });
}

/** Lets go of kept connections, so that a server can stop. */
export function releaseConnections() {
  for (const socket of Object.values(agent.freeSockets).flat()) socket.destroy();
}
