import type { AcceptedTokens } from '../../../capability/authentication.ts';

/** What anyone may read of a server that takes tokens: where to get one (RFC 9728). */
export interface ResourceMetadata {
  /** Where callers find it. */
  readonly address: string;
  /** The path of the resource, without a slash at its end: `/mcp`, or nothing. */
  readonly path: string;
  /** JSON. */
  readonly body: string;
}

export const wellKnownPath = '/.well-known/oauth-protected-resource';

/** @param scopes all that anything on the server may ask for. */
export function describeResource(
  { authorizationServerUri, resource }: AcceptedTokens,
  name: string,
  scopes: readonly string[],
): ResourceMetadata {
  const { origin, pathname, search } = new URL(resource);
  const path = pathname === '/' ? '' : pathname;
  return {
    address: origin + wellKnownPath + path + search,
    path: path.replace(/\/$/, ''),
    body: JSON.stringify({
      resource,
      authorization_servers: [authorizationServerUri],
      ...(scopes.length > 0 && { scopes_supported: scopes }),
      bearer_methods_supported: ['header'],
      resource_name: name,
    }),
  };
}
