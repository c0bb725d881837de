import type { IncomingMessage } from 'node:http';

/** From where a list of addresses is read: they are as its reader sees them, through whatever is between. */
export interface Reader {
  /** The Host header of the request. */
  readonly host: string;
  /** The port of the listener that was asked. */
  readonly port: number;
}

/** The address of something a server has. A server on another port has the host name the reader used. */
export function addressOf({ port }: { readonly port: number }, path: string, reader: Reader): string {
  const host = port === reader.port ? reader.host : `${reader.host.replace(/:\d*$/, '')}:${port}`;
  return `http://${host}${path}`;
}

export function readerOf({ headers, socket }: IncomingMessage): Reader {
  return { host: headers.host ?? '', port: socket.localPort ?? 0 };
}
