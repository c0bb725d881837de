import type { AuthorizationServer, ClientAuth } from 'oauth4webapi';
import type { Failure } from '../../problem/failure.ts';
import { isHeaderText } from '../build-headers.ts';
import { findServer, type OAuth, type ServerAddress } from './authorization-server.ts';
import { createFetchWhole, type FetchWhole } from './fetch-whole.ts';
import { NoToken, refusedBy } from './no-token.ts';

export interface TokenOptions extends ServerAddress {
  readonly clientId: string;
  readonly clientSecret: string;
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
    clientAuthentication(oauth, server, options),
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

/** In the header, which every server must take (RFC 6749 §2.3.1), unless this one says that it takes the body alone. */
function clientAuthentication(oauth: OAuth, server: AuthorizationServer, options: TokenOptions): ClientAuth {
  const { clientId, clientSecret } = options;
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (!methods.includes('client_secret_basic') && methods.includes('client_secret_post')) {
    return oauth.ClientSecretPost(clientSecret);
  }
  // The library's own escapes hyphens and underscores too, which servers that forget to unescape then do not know.
  const credentials = Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64');
  return (_server, _client, _body, headers) => headers.set('authorization', `Basic ${credentials}`);
}

/** As in a form (RFC 6749 appendix B). */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice('='.length);
}
