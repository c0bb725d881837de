import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A real server on a free port of this machine. */
export interface TestServer {
  readonly origin: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** An HTTP server on a free port. */
export function serveHttp(listener: RequestListener): Promise<TestServer> {
  return open(createHttpServer(listener));
}

/** A server that sees connections, for answers no HTTP server would give. */
export function serveTcp(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return open(
    createTcpServer((socket) => {
      socket.on('error', () => undefined); // clients that go away are what is tested
      onConnection(socket);
    }),
  );
}

async function open(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is of this form
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = await serveTcp(() => undefined);
  await server.close();
  return server.port;
}

/** The body of a request that has come. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
