import type * as OAuthModule from 'oauth4webapi';
import type { AuthorizationServer } from 'oauth4webapi';
import type { FetchWhole } from './fetch-whole.ts';
import { NoToken } from './no-token.ts';

export type OAuth = typeof OAuthModule;

export interface ServerAddress {
  /** Where tokens are given. */
  readonly tokenEndpoint?: string | undefined;
  /** The issuer identifier of a server that describes itself; needed where there is no token endpoint. */
  readonly authorizationServerUri?: string | undefined;
}

/**
 * What is known of an authorization server: the token endpoint as given, or what the server says of itself (RFC 8414, or
 * OpenID Connect Discovery, which came first). It is asked each time, so that nothing grows stale.
 *
 * @throws NoToken when there is no token endpoint to be found.
 */
export async function findServer(
  oauth: OAuth,
  { tokenEndpoint, authorizationServerUri }: ServerAddress,
  fetchWhole: FetchWhole,
): Promise<AuthorizationServer & { readonly token_endpoint: string }> {
  if (tokenEndpoint !== undefined) {
    const { origin, href } = address(tokenEndpoint, 'token endpoint');
    return { issuer: origin, token_endpoint: href };
  }
  const issuer = address(authorizationServerUri ?? '', 'authorization server');
  for (const algorithm of ['oauth2', 'oidc'] as const) {
    const response = await oauth.discoveryRequest(issuer, {
      algorithm,
      [oauth.customFetch]: fetchWhole,
      [oauth.allowInsecureRequests]: true, // fetchWhole decides
    });
    if (response.status >= 500) {
      throw new NoToken(`${issuer.host} was asked where it gives tokens and answered ${response.status}.`, 'safe');
    }
    if (response.status === 200) return readDescription(oauth, issuer, response);
  }
  throw new NoToken(`${issuer.host} does not say where it gives tokens (RFC 8414). Name the token endpoint.`, 'never');
}

async function readDescription(
  oauth: OAuth,
  issuer: URL,
  response: Response,
): Promise<AuthorizationServer & { readonly token_endpoint: string }> {
  const unusable = (why: string): NoToken =>
    new NoToken(`${issuer.host} says where it gives tokens, but ${why}. Name the token endpoint.`, 'never');
  const server = await oauth.processDiscoveryResponse(issuer, response).catch(() => {
    throw unusable('not as the authorization server that the document names (RFC 8414 §3.3)');
  });
  const { token_endpoint } = server;
  if (token_endpoint === undefined || !URL.canParse(token_endpoint)) throw unusable('names no address');
  return { ...server, token_endpoint };
}

function address(text: string, what: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new NoToken(`The ${what} that the document names is not a web address.`, 'never');
}
