import { hash, randomBytes } from 'node:crypto';
import type { UpstreamRequest } from '../request/request.ts';
import type { DigestChallenge } from './digest-challenge.ts';

export interface DigestCredentials {
  readonly username: string;
  readonly password: string;
}

/** All that is answered with one nonce of the server. */
export interface DigestSession {
  readonly realm: string;
  readonly nonce: string;
  /** The Authorization header of one more request (RFC 7616 §3.4). Each call counts the nonce on. */
  authorize(request: UpstreamRequest): string;
}

export function openDigest(challenge: DigestChallenge, { username, password }: DigestCredentials): DigestSession {
  const { realm, nonce, opaque, algorithm, quality } = challenge;
  const digest = (data: string | Buffer): string => hash(challenge.hash, data);
  // One for the whole session: the `-sess` key is made of the first, and the count makes each answer another.
  const clientNonce = randomBytes(16).toString('hex');
  const account = digest(`${username}:${realm}:${password}`);
  const key = challenge.perNonce ? digest(`${account}:${nonce}:${clientNonce}`) : account;
  const same = [
    `username=${quoted(challenge.hashUsername ? digest(`${username}:${realm}`) : username)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(challenge.hashUsername ? ['userhash=true'] : []),
  ];
  let count = 0;
  return {
    realm,
    nonce,
    authorize({ method, path, body }) {
      const entity = quality === 'auth-int' ? `:${digest(body ?? '')}` : '';
      const request = digest(`${method}:${path}${entity}`);
      const parts = [...same, `uri=${quoted(path)}`];
      if (quality) {
        const countText = (++count).toString(16).padStart(8, '0');
        const response = digest(`${key}:${nonce}:${countText}:${clientNonce}:${quality}:${request}`);
        parts.push(`qop=${quality}`, `nc=${countText}`, `cnonce="${clientNonce}"`, `response="${response}"`);
      } else {
        parts.push(`response="${digest(`${key}:${nonce}:${request}`)}"`);
      }
      // Headers leave with a byte for each character; these characters are the bytes of UTF-8, which was also hashed.
      return Buffer.from(`Digest ${parts.join(', ')}`).toString('latin1');
    },
  };
}

/** A quoted-string (RFC 9110 §5.6.4). */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
