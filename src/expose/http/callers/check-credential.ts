import type { SimpleAuthentication } from '../../../capability/authentication.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { CallerCheck } from '../callers.ts';
import type { Credential } from './credential.ts';
import { closed, notAuthenticated } from './refusal.ts';
import { sameSecret } from './same-secret.ts';

/** Lets in who shows the credential, exactly once. One without a value lets nobody in. */
export function checkCredential(type: SimpleAuthentication['type'], credential: Credential): CallerCheck {
  const { expected, read, decode, words, challenge, challengeWhenWrong } = credential;
  if (expected === undefined) {
    const nobody = closed(challenge);
    return () => nobody;
  }
  const isRight = sameSecret(expected);
  const holder: Caller = { id: type, scopes: undefined };
  const missing = notAuthenticated(`This server asks for a credential: ${words}.`, challenge);
  const repeated = notAuthenticated(`The credential came more than once; send it once: ${words}.`, challenge);
  const wrong = notAuthenticated(
    'The credential is not the one this server asks for.',
    challengeWhenWrong ?? challenge,
  );
  return (request) => {
    const values = read(request);
    if (values.length > 1) return repeated;
    const shown = values[0] === undefined ? undefined : decode(values[0]);
    if (shown === undefined) return missing;
    return isRight(shown) ? holder : wrong;
  };
}
