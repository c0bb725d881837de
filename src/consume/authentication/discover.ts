import type * as OAuthModule from 'oauth4webapi';
import type { AuthorizationServer } from 'oauth4webapi';
import type { FetchWhole } from './fetch-whole.ts';

export type OAuth = typeof OAuthModule;

/** Why there is no description: none is there, the server cannot give it now, or it is another server's. */
export type Undescribed =
  | { readonly why: 'absent' }
  | { readonly why: 'busy'; readonly status: number }
  | { readonly why: 'another' };

/**
 * What an authorization server says of itself: RFC 8414, or OpenID Connect Discovery, which came first.
 *
 * @throws NoAnswer when it gave no whole answer.
 */
export async function discover(
  oauth: OAuth,
  issuer: URL,
  fetchWhole: FetchWhole,
): Promise<{ readonly server: AuthorizationServer } | Undescribed> {
  for (const algorithm of ['oauth2', 'oidc'] as const) {
    const response = await oauth.discoveryRequest(issuer, {
      algorithm,
      [oauth.customFetch]: fetchWhole,
      [oauth.allowInsecureRequests]: true, // fetchWhole decides
    });
    if (response.status >= 500) return { why: 'busy', status: response.status };
    // It must name the issuer that was asked (RFC 8414 §3.3).
    if (response.status === 200) {
      return oauth.processDiscoveryResponse(issuer, response).then(
        (server) => ({ server }),
        () => ({ why: 'another' }),
      );
    }
  }
  return { why: 'absent' };
}
