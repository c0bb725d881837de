import type { Challenge } from './challenges.ts';

/** A challenge of the Digest scheme that can be answered (RFC 7616 §3.3). */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  /** As the server wrote it; undefined when it named none, which means MD5. */
  readonly algorithm: string | undefined;
  /** Node's name of the hash. */
  readonly hash: 'sha256' | 'md5';
  /** Whether the key is made anew for each nonce: the `-sess` algorithms. */
  readonly perNonce: boolean;
  /** What the answer vouches for; undefined in the manner of RFC 2069, which has no nonce count. */
  readonly quality: 'auth' | 'auth-int' | undefined;
  readonly hashUsername: boolean;
}

/** Strongest first. */
const algorithms = ['sha-256', 'sha-256-sess', 'md5', 'md5-sess'];

/** The strongest Digest challenge among those offered; undefined when there is none that can be answered. */
export function strongestDigest(challenges: readonly Challenge[]): DigestChallenge | undefined {
  const usable = challenges
    .filter(({ scheme }) => scheme === 'digest')
    .map(({ parameters }) => readDigest(parameters))
    .filter((challenge) => challenge !== undefined);
  return usable.sort((one, other) => rank(one.algorithm) - rank(other.algorithm))[0];
}

function rank(algorithm = 'md5'): number {
  return algorithms.indexOf(algorithm.toLowerCase());
}

function readDigest(parameters: ReadonlyMap<string, string>): DigestChallenge | undefined {
  const nonce = parameters.get('nonce');
  const algorithm = parameters.get('algorithm');
  const perNonce = algorithm?.toLowerCase().endsWith('-sess') ?? false;
  const offered = parameters.get('qop');
  const quality = offered === undefined ? undefined : bestQuality(offered);
  if (nonce === undefined || rank(algorithm) === -1) return undefined;
  if (offered !== undefined && !quality) return undefined;
  // Its key holds the client's nonce, which the server only learns along with a quality.
  if (perNonce && !quality) return undefined;
  return {
    realm: parameters.get('realm') ?? '',
    nonce,
    opaque: parameters.get('opaque'),
    algorithm,
    hash: algorithm?.toLowerCase().startsWith('sha-256') ? 'sha256' : 'md5',
    perNonce,
    quality,
    hashUsername: parameters.get('userhash')?.toLowerCase() === 'true',
  };
}

function bestQuality(offered: string): 'auth' | 'auth-int' | undefined {
  const names = new Set(
    offered
      .toLowerCase()
      .trim()
      .split(/\s*,\s*/),
  );
  if (names.has('auth')) return 'auth';
  return names.has('auth-int') ? 'auth-int' : undefined;
}
