import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A port that cannot be listened on; `message` is a sentence for the user, without what to do about it. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable';
  readonly port: number;
  readonly why: string;
  /** The server that was to be there. */
  readonly namespace: string | undefined;
  /** Whether the address is another machine's, so that no port would do. */
  readonly isForeign: boolean;

  constructor(port: number, why: string, cause: unknown, namespace?: string) {
    super(`Port ${port} ${why}.`, { cause });
    this.port = port;
    this.why = why;
    this.namespace = namespace;
    this.isForeign = cause instanceof Error && 'code' in cause && isForeign(cause.code);
  }
}

/** A listening HTTP server whose handler can be replaced while it runs. */
export interface Listener {
  readonly port: number;
  handle: RequestListener;
  /** Takes no more connections, lets running requests finish for up to `grace` milliseconds, then closes what is left. */
  close(grace: number): Promise<void>;
}

/** @throws PortUnavailable when the port is in use or may not be used. */
export async function listen(host: string, port: number, handle: RequestListener): Promise<Listener> {
  const server = createServer({
    requestTimeout: 60_000,
    headersTimeout: 20_000,
    keepAliveTimeout: 60_000,
    maxHeaderSize: 32 * 1024,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(describe(error, host, port)));
    server.listen(port, host, resolve);
  });
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  const listener: Listener = {
    port: (server.address() as AddressInfo).port, // a TCP server's address is of this form
    handle,
    close(grace) {
      const closed = close(server, grace);
      // Clients open connections in advance; to node, one that has never sent anything is busy.
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
      return closed;
    },
  };
  server.on('request', (request, response) => listener.handle(request, response));
  // A client that breaks off mid-request is no event worth a word; node has closed the socket.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    socket.end(
      `HTTP/1.1 ${error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
  });
  return listener;
}

function close(server: Server, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), grace);
    // A kept-alive connection stays open after its last answer unless it is closed then.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(deadline);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function isForeign(code: unknown): boolean {
  return code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND';
}

function describe(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new PortUnavailable(port, 'is in use', error);
  if (error.code === 'EACCES') return new PortUnavailable(port, 'may not be used by this user', error);
  if (isForeign(error.code))
    return new PortUnavailable(port, `cannot be opened on ${host}: this machine has no such address`, error);
  return error;
}
