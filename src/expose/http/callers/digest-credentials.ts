import { parseChallenges } from '../../../consume/authentication/challenges.ts';
import { headerBytes } from './header-values.ts';

/** What an Authorization header of the Digest scheme says (RFC 7616 §3.4). */
export interface DigestCredentials {
  readonly algorithm: 'SHA-256' | 'MD5';
  /** The name, or its hash. */
  readonly username: string;
  readonly isHashed: boolean;
  readonly realm: string;
  readonly nonce: string;
  /** As it was written, which is what was hashed. */
  readonly countText: string;
  readonly count: number;
  readonly clientNonce: string;
  readonly uri: string;
  readonly response: string;
}

/** @returns undefined when something is missing, or is not as this server asks for it: with `qop=auth`. */
export function readDigestCredentials(header: string): DigestCredentials | undefined {
  const [credentials, ...more] = parseChallenges(headerBytes(header).toString());
  if (credentials?.scheme !== 'digest' || more.length > 0) return undefined;
  const { parameters } = credentials;
  const algorithm = (parameters.get('algorithm') ?? 'MD5').toUpperCase();
  const [realm, nonce, clientNonce, uri, response, countText] = needed.map((name) => parameters.get(name) ?? '');
  const username = parameters.get('username') ?? extended(parameters.get('username*'));
  if (algorithm !== 'SHA-256' && algorithm !== 'MD5') return undefined;
  if (!realm || !nonce || !clientNonce || !uri || !response || username === undefined) return undefined;
  if (!countText || !/^[0-9a-f]{8}$/i.test(countText) || parameters.get('qop')?.toLowerCase() !== 'auth')
    return undefined;
  return {
    algorithm,
    username,
    isHashed: parameters.get('userhash')?.toLowerCase() === 'true',
    realm,
    nonce,
    countText,
    count: Number.parseInt(countText, 16),
    clientNonce,
    uri,
    response,
  };
}

const needed = ['realm', 'nonce', 'cnonce', 'uri', 'response', 'nc'];

/** `UTF-8''J%C3%BCrgen` (RFC 8187 §3.2). */
function extended(text: string | undefined): string | undefined {
  const encoded = /^UTF-8'[^']*'(.*)$/i.exec(text ?? '')?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
