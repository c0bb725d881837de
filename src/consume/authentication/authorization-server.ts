import type { AuthorizationServer } from 'oauth4webapi';
import { discover, type OAuth } from './discover.ts';
import type { FetchWhole } from './fetch-whole.ts';
import { NoToken } from './no-token.ts';

export interface ServerAddress {
  /** Where tokens are given. */
  readonly tokenEndpoint?: string | undefined;
  /** The issuer identifier of a server that describes itself; needed where there is no token endpoint. */
  readonly authorizationServerUri?: string | undefined;
}

/**
 * What is known of an authorization server: the token endpoint as given, or what the server says of itself. It is asked
 * each time, so that nothing grows stale.
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
  const found = await discover(oauth, issuer, fetchWhole);
  const unusable = (why: string): NoToken =>
    new NoToken(`${issuer.host} says where it gives tokens, but ${why}. Name the token endpoint.`, 'never');
  if ('server' in found) {
    const { token_endpoint } = found.server;
    if (token_endpoint === undefined || !URL.canParse(token_endpoint)) throw unusable('names no address');
    return { ...found.server, token_endpoint };
  }
  switch (found.why) {
    case 'busy':
      throw new NoToken(`${issuer.host} was asked where it gives tokens and answered ${found.status}.`, 'safe');
    case 'another':
      throw unusable('not as the authorization server that the document names (RFC 8414 §3.3)');
    case 'absent':
      throw new NoToken(
        `${issuer.host} does not say where it gives tokens (RFC 8414). Name the token endpoint.`,
        'never',
      );
  }
}

function address(text: string, what: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new NoToken(`The ${what} that the document names is not a web address.`, 'never');
}
