/** Templates in these may refer to binds. `unsupported` is known by name only and never called with. */
export type Authentication =
  | SimpleAuthentication
  | DigestAuthentication
  | ({ readonly type: 'oauth2' } & ClientCredentials)
  | { readonly type: 'cookie'; readonly key: string; readonly value: string }
  | { readonly type: 'unsupported'; readonly name: string };

/** What a server asks of its callers; templates in it may refer to binds. */
export type CallerAuthentication =
  | SimpleAuthentication
  | DigestAuthentication
  | ({ readonly type: 'oauth2' } & ResourceServer);

/** The authentications that are the same text with every request. */
export type SimpleAuthentication =
  | { readonly type: 'bearer'; readonly token: string }
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  | { readonly type: 'apikey'; readonly key: string; readonly value: string; readonly placement: 'header' | 'query' };

export interface DigestAuthentication {
  readonly type: 'digest';
  readonly username: string;
  readonly password: string;
}

/** Whose tokens a server takes, which of them, and how they are looked at. */
export type ResourceServer = AcceptedTokens & (SignedTokens | IntrospectedTokens);

export interface AcceptedTokens {
  /** The issuer identifier of the authorization server (RFC 8414 §2). */
  readonly authorizationServerUri: string;
  /** The address of this server as its callers know it, which they name when they ask for a token (RFC 8707). */
  readonly resource: string;
  /** What tokens must be for, where that is not the resource. */
  readonly audience: string | undefined;
  /** What every token must allow. */
  readonly scopes: readonly string[];
  /** Where callers may get tokens; only told to them. */
  readonly tokenEndpoint: string | undefined;
}

/** By their signature, with the keys that the authorization server lists. */
interface SignedTokens {
  readonly validation: 'jwks';
}

/** By asking the authorization server (RFC 7662), which is shown who asks. */
interface IntrospectedTokens {
  readonly validation: 'introspection';
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How to get a token from an authorization server (RFC 6749 §4.4). One of the two addresses is given. */
export interface ClientCredentials {
  readonly tokenEndpoint: string | undefined;
  readonly authorizationServerUri: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  readonly audience: string | undefined;
  readonly resource: string | undefined;
}
