import type { UpstreamRequest } from '../request/request.ts';
import { sendAgain } from './send-again.ts';
import { authorized, sendPrepared, type Prepared, type Send } from './send.ts';
import { requestToken, type TokenOptions } from './token-request.ts';
import { createTokens } from './tokens.ts';

export interface ClientCredentialsOptions extends TokenOptions {
  /** Hears of each token before it is used, so that it can be masked. */
  readonly onToken: (token: string) => void;
}

/**
 * Authenticates by bearer tokens that an authorization server gives for a client id and secret (OAuth 2.0 client
 * credentials, RFC 6749 §4.4). The first call waits for a token; it is used until shortly before its end. A 401 for a
 * token from before is answered with a new token, once; any other is passed on. Where there is no token, calls fail with
 * `token-refused`.
 */
export function withClientCredentials(send: Send, options: ClientCredentialsOptions): Send {
  const tokens = createTokens(() => requestToken(options), options.onToken);
  const prepare = async (request: UpstreamRequest): Promise<Prepared> => {
    const token = await tokens.get();
    return typeof token === 'string' ? authorized(request, `Bearer ${token}`) : token;
  };
  return (request, receiver) => {
    const token = tokens.cached();
    if (token === undefined) return sendPrepared(send, prepare(request), receiver);
    return sendAgain(send, authorized(request, `Bearer ${token}`), receiver, () => {
      tokens.drop(token);
      return prepare(request);
    });
  };
}
