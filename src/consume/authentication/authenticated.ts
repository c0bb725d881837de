import type { Handshake } from '../credentials.ts';
import { withClientCredentials } from './client-credentials.ts';
import { withDigest } from './digest.ts';
import type { Send } from './send.ts';

export interface HandshakeOptions {
  /** Milliseconds; for requests of its own. */
  readonly timeout: number;
  /** Hears of every secret that comes up on the way. */
  readonly onSecret: (secret: string) => void;
}

/** Puts what an authentication takes beyond a fixed header between an operation and its upstream. */
export function authenticated(send: Send, handshake: Handshake | undefined, options: HandshakeOptions): Send {
  switch (handshake?.type) {
    case 'digest':
      return withDigest(send, handshake);
    case 'oauth2':
      return withClientCredentials(send, { ...handshake, timeout: options.timeout, onToken: options.onSecret });
    case undefined:
      return send;
  }
}
