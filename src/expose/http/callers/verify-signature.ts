import type * as JoseModule from 'jose';
import { createFetchWhole, type FetchWhole } from '../../../consume/authentication/fetch-whole.ts';
import { clockSkew, describeServer, descriptionSpans } from './authorization-server.ts';
import { remembered } from './remembered.ts';
import { readClaims } from './token-claims.ts';
import type { TokenVerdict, VerifyToken } from './token-verdict.ts';
import { Unavailable, unavailableBecause } from './unavailable.ts';

type Jose = typeof JoseModule;

export interface SignatureOptions {
  readonly authorizationServerUri: string;
  /** What tokens may be for. */
  readonly audiences: readonly string[];
  /** Milliseconds for each exchange with the authorization server. */
  readonly timeout: number;
}

/** Those with a public key. With a shared secret, the server's public key would be taken for the secret (RFC 8725 §2.1). */
const algorithms: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Access tokens (RFC 9068 §2.1), and what servers wrote before that; other JWTs of the same issuer are for something else. */
const types = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']);

/** How long keys are good, and how long after asking for them an unknown key is not asked for again, in milliseconds. */
const keySpans = { cacheMaxAge: 10 * 60_000, cooldownDuration: 30_000 } as const;

/** Takes JWTs that an authorization server has signed, with the keys it lists (RFC 9068 §4, RFC 8725). */
export function verifyBySignature({ authorizationServerUri, audiences, timeout }: SignatureOptions): VerifyToken {
  const fetchWhole = createFetchWhole(timeout);
  const prepare = remembered(async () => {
    const [jose, oauth] = await Promise.all([import('jose'), import('oauth4webapi')]);
    const { issuer, jwks_uri: address } = await describeServer(oauth, authorizationServerUri, fetchWhole);
    if (address === undefined || !URL.canParse(address))
      throw new Unavailable(`The authorization server ${new URL(issuer).host} does not say where its keys are.`);
    return { issuer, keys: listKeys(jose, new URL(address), { fetchWhole, timeout }) };
  }, descriptionSpans);

  return async (token) => {
    const jose = await import('jose');
    const flaw = findFlaw(jose, token);
    if (flaw !== undefined) return { invalid: flaw };
    try {
      const { issuer, keys } = await prepare();
      const { payload } = await jose.jwtVerify(token, keys, {
        issuer,
        audience: [...audiences],
        algorithms: [...algorithms],
        clockTolerance: clockSkew,
        requiredClaims: ['exp'],
      });
      return readClaims(payload, issuer);
    } catch (error) {
      return whyNot(jose, error, authorizationServerUri);
    }
  };
}

/** What can be seen of a token before anybody is asked about it. */
function findFlaw(jose: Jose, token: string): string | undefined {
  try {
    const { alg, typ } = jose.decodeProtectedHeader(token);
    if (alg === undefined || !algorithms.includes(alg)) return 'its algorithm is not one that is taken here';
    return types.has(typ?.toLowerCase()) ? undefined : 'it is no access token';
  } catch {
    return 'it is no signed JWT';
  }
}

/** An unknown key is looked for anew, but not again and again; a server in trouble is left alone for a moment. */
function listKeys(
  jose: Jose,
  address: URL,
  { fetchWhole, timeout }: { readonly fetchWhole: FetchWhole; readonly timeout: number },
): ReturnType<Jose['createRemoteJWKSet']> {
  const ask = remembered(
    async () => {
      const response = await fetchWhole(address.href, { method: 'GET', headers: { accept: 'application/json' } });
      if (response.status === 200) return response.text();
      throw new Unavailable(
        `The authorization server ${address.host} answered ${response.status} when asked for its keys.`,
      );
    },
    { life: 1000, pause: descriptionSpans.pause },
  );
  return jose.createRemoteJWKSet(address, {
    ...keySpans,
    timeoutDuration: timeout,
    [jose.customFetch]: async () => new Response(await ask()),
  });
}

function whyNot({ errors }: Jose, error: unknown, uri: string): TokenVerdict {
  if (error instanceof errors.JWTExpired) return { invalid: 'it has expired' };
  if (error instanceof errors.JWTClaimValidationFailed)
    return { invalid: claimWords[error.claim] ?? 'a claim is not as it must be' };
  if (error instanceof errors.JWSSignatureVerificationFailed) return { invalid: 'its signature is wrong' };
  if (error instanceof errors.JWKSNoMatchingKey)
    return { invalid: 'it is signed with a key that the authorization server does not list' };
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return { invalid: 'it does not say with which key it is signed' };
  if (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported
  )
    return { invalid: 'it is no signed JWT' };
  // Of what else goes wrong the token is not the cause: the keys are no keys.
  return (
    unavailableBecause(error) ?? {
      unavailable: `The authorization server ${new URL(uri).host} lists no keys that can be used.`,
    }
  );
}

const claimWords: Readonly<Record<string, string>> = {
  iss: 'it is of another authorization server',
  aud: 'it is not for this server',
  nbf: 'it is not valid yet',
  exp: 'it does not say when it expires',
};
