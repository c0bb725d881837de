import { hash } from 'node:crypto';
import type { DigestAuthentication } from '../../../capability/authentication.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { CallerCheck } from '../callers.ts';
import { sentTarget } from '../request-target.ts';
import { createNonceCounts } from './digest-counts.ts';
import { readDigestCredentials } from './digest-credentials.ts';
import { createNonces } from './digest-nonces.ts';
import { headerValues } from './header-values.ts';
import { closed, notAuthenticated, type CallerRefusal } from './refusal.ts';
import { sameSecret } from './same-secret.ts';

const realm = 'capstan';

/** How long a nonce is good, in milliseconds. */
const nonceLife = 5 * 60_000;

/** Strongest first, as they are offered (RFC 7616 §3.7). */
const algorithms = ['SHA-256', 'MD5'] as const;

const words = '`Authorization: Digest …`, with a user name and password';

/**
 * Lets in who proves to know the password without showing it (RFC 7616, `qop=auth`). Each proof is for one request: the
 * count of a nonce is used once. An old nonce is answered with a new one, `stale`, so that clients need not ask people again.
 */
export function checkDigest({ username, password }: DigestAuthentication): CallerCheck {
  const nonces = createNonces();
  const challenges = (isStale: boolean): readonly string[] => {
    const nonce = nonces.make();
    return algorithms.map(
      (algorithm) =>
        `Digest realm="${realm}", qop="auth", algorithm=${algorithm}, nonce="${nonce}", charset=UTF-8, userhash=true${isStale ? ', stale=true' : ''}`,
    );
  };
  if (username === '' || password === '') return () => closed(challenges(false));
  const counts = createNonceCounts();
  const holder: Caller = { id: 'digest', scopes: undefined };
  const accounts = { 'SHA-256': account('sha256', username, password), MD5: account('md5', username, password) };
  const refuse = (detail: string, isStale = false): CallerRefusal => notAuthenticated(detail, challenges(isStale));
  return (request) => {
    const [header, ...more] = headerValues(request, 'authorization');
    if (more.length > 0) return refuse(`The credential came more than once; send it once: ${words}.`);
    if (header === undefined || !/^Digest /i.test(header))
      return refuse(`This server asks for a credential: ${words}.`);
    const shown = readDigestCredentials(header);
    if (shown?.realm !== realm || shown.uri !== sentTarget(request)) return refuse(notForThis);
    const { isName, isHashedName, key, digest } = accounts[shown.algorithm];
    const { nonce, countText, clientNonce } = shown;
    const action = digest(`${request.method}:${shown.uri}`);
    const isProof = sameSecret(digest(`${key}:${nonce}:${countText}:${clientNonce}:auth:${action}`));
    // Both are looked at, so that the time it takes does not tell which was wrong.
    const [knowsName, knowsPassword] = [
      (shown.isHashed ? isHashedName : isName)(shown.username),
      isProof(shown.response.toLowerCase()),
    ];
    if (!knowsName || !knowsPassword) return refuse('The credential is not the one this server asks for.');
    const madeAt = nonces.madeAt(nonce);
    if (madeAt === undefined || Date.now() - madeAt > nonceLife || !counts.use(nonce, madeAt, shown.count))
      return refuse('The nonce is used up: answer the new one.', true);
    return holder;
  };
}

const notForThis =
  'The credential is not one for this request: it must be made of its method and target, with `qop=auth`.';

/** What is known of the one user, with one hash. */
function account(algorithm: 'sha256' | 'md5', username: string, password: string) {
  const digest = (text: string): string => hash(algorithm, text);
  return {
    digest,
    key: digest(`${username}:${realm}:${password}`),
    isName: sameSecret(username),
    isHashedName: sameSecret(digest(`${username}:${realm}`)),
  };
}
