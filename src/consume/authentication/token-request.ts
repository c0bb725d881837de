import type { AuthorizationServer } from 'oauth4webapi';
import type { Failure } from '../../problem/failure.ts';
import { isHeaderText } from '../header-text.ts';
import { findServer, type ServerAddress } from './authorization-server.ts';
import { clientAuthentication, type OAuthClient } from './client-authentication.ts';
import type { OAuth } from './discover.ts';
import { createFetchWhole, type FetchWhole } from './fetch-whole.ts';
import { NoAnswer } from './no-answer.ts';
import { noAnswer, NoToken, refusedBy } from './no-token.ts';

export interface TokenOptions extends ServerAddress, OAuthClient {
  readonly scopes: readonly string[];
  readonly audience?: string | undefined;
  /** The API the token is for (RFC 8707). */
  readonly resource?: string | undefined;
  /** Milliseconds for each exchange with the authorization server. */
  readonly timeout: number;
}

export interface Token {
  readonly value: string;
  /** Seconds from the request on; undefined when the server did not say. */
  readonly lifetime: number | undefined;
}

/** Asks for a token with the client credentials grant (RFC 6749 §4.4). Never rejects. */
export async function requestToken(options: TokenOptions): Promise<Token | { readonly failure: Failure }> {
  try {
    const oauth = await import('oauth4webapi');
    const fetchWhole = createFetchWhole(options.timeout);
    const server = await findServer(oauth, options, fetchWhole);
    return await askServer(oauth, server, options, fetchWhole);
  } catch (error) {
    if (error instanceof NoToken) return { failure: error.failure };
    if (error instanceof NoAnswer) return { failure: noAnswer(error).failure };
    // Such as an empty client id, which the library refuses.
    return {
      failure: new NoToken('No request for a token can be made of this client id and secret.', 'never').failure,
    };
  }
}

async function askServer(
  oauth: OAuth,
  server: AuthorizationServer & { readonly token_endpoint: string },
  options: TokenOptions,
  fetchWhole: FetchWhole,
): Promise<Token> {
  const { clientId, scopes, audience, resource } = options;
  const { host } = new URL(server.token_endpoint);
  const client = { client_id: clientId };
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    clientAuthentication(oauth, server.token_endpoint_auth_methods_supported, options),
    {
      ...(scopes.length > 0 && { scope: scopes.join(' ') }),
      ...(audience !== undefined && { audience }),
      ...(resource !== undefined && { resource }),
    },
    { [oauth.customFetch]: fetchWhole, [oauth.allowInsecureRequests]: true }, // fetchWhole decides
  );
  const answer = await oauth.processClientCredentialsResponse(server, client, response).catch((error: unknown) => {
    throw refusedBy(host, response.status, error instanceof oauth.ResponseBodyError ? error.error : undefined);
  });
  const { access_token: value, token_type: type, expires_in: lifetime } = answer;
  if (type !== 'bearer' || !isHeaderText(value)) throw refusedBy(host, response.status, undefined);
  return { value, lifetime };
}
