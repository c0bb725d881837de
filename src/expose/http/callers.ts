import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Failure } from '../../problem/failure.ts';
import type { CallerAuthentication } from '../../capability/model.ts';
import { describeCredential } from './callers-credential.ts';
import { withoutParameter } from './callers-query.ts';

export interface CallerRefusal {
  readonly failure: Failure;
  /** To be sent with it: the challenge that goes with every 401 (RFC 9110 §11.6.1). */
  readonly headers: Readonly<Record<string, string>>;
}

/** Decides, before anything of a request is read, whether its caller may come in; undefined lets it in. */
export type CallerCheck = (request: IncomingMessage) => CallerRefusal | undefined;

/** Who may call a server. */
export interface Callers {
  readonly check: CallerCheck;
  /** A request's URL without the caller's own key, where that is in the query. */
  readonly withoutKey: (url: string) => string;
  /** The name of the header that holds the caller's credential, in lower case; undefined when it is in the query. */
  readonly header: string | undefined;
}

export function createCallers(authentication: CallerAuthentication): Callers {
  return {
    check: createCallerCheck(authentication),
    withoutKey: createKeyRemover(authentication),
    header: credentialHeader(authentication),
  };
}

function credentialHeader(authentication: CallerAuthentication): string | undefined {
  if (authentication.type !== 'apikey') return 'authorization';
  return authentication.placement === 'header' ? authentication.key.toLowerCase() : undefined;
}

/** Lets in who shows the credential, exactly once. One without a value lets nobody in. */
export function createCallerCheck(authentication: CallerAuthentication): CallerCheck {
  const { expected, read, decode, words, challenge, challengeWhenWrong } = describeCredential(authentication);
  if (expected === undefined) {
    const closed = refusal('The credential this server asks for has no value here, so it lets nobody in.', challenge);
    return () => closed;
  }
  const right = digest(expected);
  const missing = refusal(`This server asks for a credential: ${words}.`, challenge);
  const repeated = refusal(`The credential came more than once; send it once: ${words}.`, challenge);
  const wrong = refusal('The credential is not the one this server asks for.', challengeWhenWrong ?? challenge);
  return (request) => {
    const values = read(request);
    if (values.length > 1) return repeated;
    const shown = values[0] === undefined ? undefined : decode(values[0]);
    if (shown === undefined) return missing;
    return timingSafeEqual(digest(shown), right) ? undefined : wrong;
  };
}

/**
 * Makes what takes the caller's API key out of a request's URL, where it is in the query: it is between the caller and the
 * server, and no input of an operation.
 */
export function createKeyRemover(authentication: CallerAuthentication): (url: string) => string {
  if (authentication.type !== 'apikey' || authentication.placement !== 'query') return (url) => url;
  return (url) => withoutParameter(url, authentication.key);
}

/** Of equal length for any text, so that comparing tells nothing of it, not even how long it is. */
function digest(text: string | Buffer): Buffer {
  return hash('sha256', text, 'buffer');
}

function refusal(detail: string, challenge: string): CallerRefusal {
  return {
    failure: { code: 'caller-not-authenticated', status: 401, detail, retry: 'never' },
    headers: { 'www-authenticate': challenge },
  };
}
