import { parseChallenges } from './challenges.ts';
import { strongestDigest } from './digest-challenge.ts';
import { openDigest, type DigestCredentials, type DigestSession } from './digest-session.ts';
import { sendAgain } from './send-again.ts';
import { authorized, type Send } from './send.ts';

export type { DigestCredentials } from './digest-session.ts';

/**
 * Authenticates by Digest (RFC 7616). The first request goes out without and is repeated with the answer to the server's
 * challenge; later ones answer the last challenge at once, and are repeated when the server has a new one. A request is
 * sent twice at most: a second 401, or one without a Digest challenge, is passed on.
 *
 * MD5 and SHA-256 with their `-sess` forms, qop `auth` and `auth-int`, and none (RFC 2069).
 */
export function withDigest(send: Send, credentials: DigestCredentials): Send {
  let session: DigestSession | undefined;
  return (request, receiver) =>
    sendAgain(send, authorized(request, session?.authorize(request)), receiver, (headers) => {
      const challenge = strongestDigest(parseChallenges(headers['www-authenticate']));
      if (!challenge) return undefined;
      // Calls made at once may all get the same nonce; counting it from 1 in each would look like a replay.
      const known = session?.nonce === challenge.nonce && session.realm === challenge.realm;
      const current = known && session ? session : openDigest(challenge, credentials);
      session = current;
      return Promise.resolve(authorized(request, current.authorize(request)));
    });
}
