import type { Handshake } from '../credentials.ts';
import type { Upstream } from '../upstream.ts';
export function authenticated(
  send: Upstream['send'],
  _h: Handshake | undefined,
  _o: { timeout: number; onSecret: (secret: string) => void },
): Upstream['send'] {
  return send;
}
