import type { CallerAuthentication } from '../../capability/authentication.ts';
import type { Expose } from '../../capability/model.ts';
import type { Mask } from '../../consume/mask.ts';
import { howToSet, resolveText, type Variables } from '../../consume/variables.ts';
import type { Callers } from '../../expose/http/callers.ts';
import { createCallers } from '../../expose/http/callers/create-callers.ts';
import { findAddressProblem } from '../../expose/http/callers/token-addresses.ts';
import type { Place } from '../../problem/diagnostic.ts';
import type { Report } from '../../problem/report.ts';

interface CallersOptions {
  /** What the capability is called, for people. */
  readonly title: string;
  /** Milliseconds until an upstream answers. */
  readonly timeout: number;
  readonly variables: Variables;
  readonly mask: Mask;
  readonly report: Report;
}

/** How long a caller may have to wait until an authorization server has said what it knows of a token, in milliseconds. */
const longestWait = 5000;

/**
 * The check of a server's callers; undefined where anyone may call. While a value they must show is missing, nobody is
 * let in.
 */
export function compileCallers(expose: Expose, options: CallersOptions): Callers | undefined {
  const { namespace, authentication } = expose;
  if (!authentication) return undefined;
  const { title: name, timeout, variables, mask, report } = options;
  const place = expose.place && { place: expose.place };
  const missing: string[] = [];
  const fill = (text: string): string => {
    const resolved = resolveText(text, variables);
    if ('value' in resolved) return resolved.value;
    missing.push(...resolved.missing);
    return '';
  };
  const secret = (text: string): string => {
    const value = fill(text);
    mask.add(value);
    return value;
  };
  const resolved = resolve(authentication, fill, secret);
  if (missing.length > 0) {
    report.add('missing-secret', {
      message: `Callers of ${namespace} are checked with ${missing.join(' and ')}, which ${missing.length > 1 ? 'have' : 'has'} no value: nobody is let in until ${missing.length > 1 ? 'they are' : 'it is'} set.`,
      fix: howToSet(missing, variables),
      ...place,
    });
  } else if (resolved.type === 'oauth2') reportAddress(resolved, namespace, report, place);
  return createCallers(resolved, { name, scopes: scopesOf(expose), timeout: Math.min(timeout, longestWait) });
}

function reportAddress(
  accepted: TokenAuthentication,
  namespace: string,
  report: Report,
  place: { readonly place: Place } | undefined,
): void {
  const problem = findAddressProblem(accepted);
  if (!problem) return;
  report.add(problem.code, {
    message: `In the authentication of ${namespace}, ${problem.message}: nobody is let in.`,
    fix: 'Write an address of https; one of this machine may be of http.',
    severity: 'error',
    ...place,
  });
}

/** All that what a server exposes asks of callers' tokens. */
function scopesOf(expose: Expose): readonly string[] {
  return entriesOf(expose).flatMap(({ scopes }) => scopes);
}

function entriesOf(expose: Expose): readonly { readonly scopes: readonly string[] }[] {
  switch (expose.type) {
    case 'rest':
      return [...expose.operations, ...expose.forwards];
    case 'mcp':
      return [...expose.tools, ...expose.resources, ...expose.prompts];
    case 'skill':
      return [];
  }
}

function resolve(
  authentication: CallerAuthentication,
  fill: (text: string) => string,
  secret: (text: string) => string,
): CallerAuthentication {
  switch (authentication.type) {
    case 'bearer':
      return { type: 'bearer', token: secret(authentication.token) };
    case 'basic':
      return { type: 'basic', username: fill(authentication.username), password: secret(authentication.password) };
    case 'apikey':
      return { ...authentication, value: secret(authentication.value) };
    case 'digest':
      return { type: 'digest', username: fill(authentication.username), password: secret(authentication.password) };
    case 'oauth2':
      return resolveTokens(authentication, fill, secret);
  }
}

type TokenAuthentication = Extract<CallerAuthentication, { readonly type: 'oauth2' }>;

function resolveTokens(
  authentication: TokenAuthentication,
  fill: (text: string) => string,
  secret: (text: string) => string,
): TokenAuthentication {
  const { audience, tokenEndpoint } = authentication;
  const addresses = {
    authorizationServerUri: fill(authentication.authorizationServerUri),
    resource: fill(authentication.resource),
    audience: audience === undefined ? undefined : fill(audience),
    tokenEndpoint: tokenEndpoint === undefined ? undefined : fill(tokenEndpoint),
  };
  if (authentication.validation === 'jwks') return { ...authentication, ...addresses };
  const { clientId, clientSecret } = authentication;
  return { ...authentication, ...addresses, clientId: fill(clientId), clientSecret: secret(clientSecret) };
}
