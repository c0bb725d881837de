import { Agent, request as httpRequest } from 'node:http';

/**
 * Sends one HTTP request, its path byte for byte as it is given.
 *
 * @param origin `http://host:port`; what is behind that, the path begins with. @param timeout milliseconds until the whole answer is there.
 * @throws Error named TimeoutError when it is not.
 */
export function send(origin, { method, path, headers = {}, body, timeout }) {
  const { hostname, port, pathname } = new URL(origin);
  const base = pathname.replace(/\/$/, '');
  // As bytes: a body of text would make UTF-8 of the headers sent with it.
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const length = bytes && { 'content-length': bytes.length };
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeout);
    const request = httpRequest(
      { hostname, port, method, path: base + path, headers: { ...headers, ...length }, agent, signal },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', (error) => reject(signal.aborted ? signal.reason : error));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    request.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    request.end(bytes);
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Lets go of kept connections, so that a server can stop. */
export function releaseConnections() {
  const sockets = Object.values(agent.freeSockets).flatMap((list) => list ?? []);
  for (const socket of sockets) socket.destroy();
}

/** @returns undefined when it is not JSON. */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
