import type { ResourceServer } from '../../../capability/authentication.ts';
import { mayUse } from '../../../operation/caller.ts';
import type { Checked, Callers } from '../callers.ts';
import { bearerChallenge, type BearerChallenge } from './bearer-challenge.ts';
import { headerValues } from './header-values.ts';
import { introspect } from './introspect.ts';
import { notAuthenticated, closed, type CallerRefusal } from './refusal.ts';
import { rememberTokens } from './remember-tokens.ts';
import { describeResource } from './resource-metadata.ts';
import { findAddressProblem } from './token-addresses.ts';
import type { TokenVerdict } from './token-verdict.ts';
import { verifyBySignature } from './verify-signature.ts';

export interface TokenOptions {
  /** What the server is called, for people. */
  readonly name: string;
  /** What anything on it asks for, beside the scopes that all callers need. */
  readonly scopes: readonly string[];
  /** Milliseconds for each exchange with the authorization server. */
  readonly timeout: number;
}

/** How long a good token is remembered, in milliseconds: one that is taken back must not be good for much longer. */
const lives = { jwks: 60_000, introspection: 10_000 } as const;

/** Lets in who shows a token of an authorization server for this server, as OAuth 2.1 and MCP ask of a resource server. */
export function createTokenCallers(accepted: ResourceServer, options: TokenOptions): Callers {
  const { authorizationServerUri, scopes, resource } = accepted;
  const isClosed = Object.values(accepted).includes('') || findAddressProblem(accepted) !== undefined;
  const nobody = closed('Bearer realm="capstan"');
  const allScopes = [...new Set([...scopes, ...options.scopes])];
  const shows = `\`Authorization: Bearer TOKEN\`, with a token of ${authorizationServerUri} for ${accepted.audience ?? resource}${
    scopes.length > 0 ? ` that allows ${scopes.join(' ')}` : ''
  }`;
  const common = {
    withoutKey: (url: string) => url,
    header: 'authorization',
    shows,
    scheme: schemeOf(accepted, allScopes),
    scopes,
  };
  if (isClosed) return { ...common, check: () => nobody, forbid: () => nobody, metadata: undefined };

  const metadata = describeResource(accepted, options.name, allScopes);
  const challenge = (more: Partial<BearerChallenge> = {}): string =>
    bearerChallenge({ metadata: metadata.address, scopes, ...more });
  const missing = notAuthenticated(`This server asks for a token: ${shows}.`, challenge());
  const repeated = notAuthenticated(`The token came more than once; send it once: ${shows}.`, challenge());
  const invalid = (why: string): CallerRefusal =>
    notAuthenticated(
      `The token is not good here: ${why}.`,
      challenge({ error: 'invalid_token', description: `The token is not good here: ${why}` }),
    );
  const forbidden = (needed: readonly string[]): CallerRefusal =>
    insufficient(needed, challenge({ error: 'insufficient_scope', scopes: needed }));
  const lacksBase = forbidden(scopes);
  const admit = (verdict: TokenVerdict): Checked => {
    if ('invalid' in verdict) return invalid(verdict.invalid);
    if ('unavailable' in verdict) return unavailable(verdict.unavailable);
    return mayUse(verdict.caller, scopes) ? verdict.caller : lacksBase;
  };
  const look = rememberTokens(createVerifier(accepted, options.timeout), lives[accepted.validation]);
  return {
    ...common,
    check: (request) => {
      const [header, ...more] = headerValues(request, 'authorization');
      if (more.length > 0) return repeated;
      const token = /^Bearer +(.*)$/i.exec(header ?? '')?.[1];
      if (token === undefined) return missing;
      if (!tokenForm.test(token)) return invalid('it is not written as a token is');
      const verdict = look(token);
      return verdict instanceof Promise ? verdict.then(admit) : admit(verdict);
    },
    forbid: (caller, needed) => (mayUse(caller, needed) ? undefined : forbidden([...new Set([...scopes, ...needed])])),
    metadata,
  };
}

/** RFC 6750 §2.1. */
const tokenForm = /^[\w\-.~+/]+=*$/;

/** The grant is one of those the authorization server may have; documents name its address for machines as callers. */
function schemeOf({ tokenEndpoint: tokenUrl }: ResourceServer, scopes: readonly string[]): Callers['scheme'] {
  if (tokenUrl === undefined) return { type: 'http', scheme: 'bearer' };
  const known = Object.fromEntries(scopes.map((scope) => [scope, `Allows ${scope}.`]));
  return { type: 'oauth2', flows: { clientCredentials: { tokenUrl, scopes: known } } };
}

function createVerifier(accepted: ResourceServer, timeout: number): ReturnType<typeof introspect> {
  const options = { ...accepted, audiences: audiencesOf(accepted), timeout };
  return options.validation === 'introspection' ? introspect(options) : verifyBySignature(options);
}

/** An address without a path and one with a slash are the same (RFC 3986 §6.2.3), and clients write either. */
function audiencesOf({ audience, resource }: ResourceServer): readonly string[] {
  if (audience !== undefined) return [audience];
  const { origin, pathname, search } = new URL(resource);
  return pathname === '/' && search === '' ? [resource, origin, `${origin}/`] : [resource];
}

function insufficient(needed: readonly string[], challenge: string): CallerRefusal {
  return {
    failure: {
      code: 'caller-not-permitted',
      status: 403,
      detail: `The token does not allow this: it takes one with the scopes ${needed.join(' ')}.`,
      retry: 'never',
    },
    headers: { 'www-authenticate': challenge },
  };
}

function unavailable(why: string): CallerRefusal {
  const detail = `${why} Whether the token is good cannot be told, so nothing was done.`;
  return { failure: { code: 'authorization-server-unavailable', status: 503, detail, retry: 'safe' }, headers: {} };
}
