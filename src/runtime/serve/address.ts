import { isIP } from 'node:net';

/** The address of a listener: `http://127.0.0.1:8080`, `http://[::1]:8080`. */
export function originOf(host: string, port: number): string {
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
