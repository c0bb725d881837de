import type { Failure, Retry } from '../../problem/failure.ts';
import type { NoAnswer } from './no-answer.ts';

/** Thrown on the way to a token, and caught where the token is asked for. */
export class NoToken extends Error {
  readonly failure: Failure;

  /** @param reason for people; in Capstan's words alone, as an authorization server may repeat a secret in its own. */
  constructor(reason: string, retry: Retry) {
    super(reason);
    this.failure = { code: 'token-refused', status: 502, detail: reason, retry };
  }
}

/** What it means that an authorization server gave no whole answer. Asking for a token again does no harm. */
export function noAnswer({ host, failure }: NoAnswer): NoToken {
  switch (failure?.code) {
    case undefined:
      return new NoToken(`${host} is not asked for a token, as its address is not https.`, 'never');
    case 'upstream-unreachable':
      return new NoToken(`There is no token for the API: ${failure?.detail}`, 'safe');
    case 'answer-too-large':
      return new NoToken(`${host} answered the request for a token with more than a token.`, 'never');
    default:
      return new NoToken(`${host} was asked for a token and gave no whole answer in time.`, 'safe');
  }
}

/** The error codes of token requests (RFC 6749 §5.2, RFC 8707 §2). */
const refusals: Readonly<Record<string, string>> = {
  invalid_request: 'finds something missing or wrong in the request for a token',
  invalid_client: 'does not accept the client id and secret',
  invalid_grant: 'does not accept the client id and secret for a token',
  unauthorized_client: 'gives this client no token of its own',
  unsupported_grant_type: 'gives no token for a client id and secret alone',
  invalid_scope: 'does not give this client the scopes that are asked for',
  invalid_target: 'gives no token for the resource or audience that is asked for',
};

/** @param error the code an authorization server gave, if it gave one: it could be any text. */
export function refusedBy(host: string, status: number, error: string | undefined): NoToken {
  const retry = status >= 500 || status === 429 ? 'safe' : 'never';
  const known = error !== undefined && Object.hasOwn(refusals, error) ? refusals[error] : undefined;
  if (known !== undefined) return new NoToken(`${host} ${known} (${error}).`, retry);
  return new NoToken(
    status === 200
      ? `${host} answered the request for a token with something else than a bearer token.`
      : `${host} answered the request for a token with status ${status}.`,
    retry,
  );
}
