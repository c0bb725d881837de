import type { TokenVerdict } from './token-verdict.ts';

/** What a token says, or an authorization server says of it; nothing is sure of its type. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Whose token it is, and what it allows. Everything else of the claims has been checked.
 *
 * @param issuer as the authorization server calls itself.
 */
export function readClaims(claims: Claims, issuer: string): TokenVerdict {
  const { sub, client_id: client, cnf, exp } = claims;
  // Such a token is good in the hands of who has a key (RFC 7800), and whether the caller has it is not looked at here.
  if (cnf !== undefined) return { invalid: 'it is bound to a key of the client, which is not supported' };
  // An issuer has no fragment (RFC 8414 §2), so no two principals have one id.
  const principal = isName(sub) ? `sub:${sub}` : isName(client) ? `client:${client}` : undefined;
  if (principal === undefined) return { invalid: 'it does not say whose it is' };
  return {
    caller: { id: `${issuer}#${principal}`, scopes: scopesOf(claims) },
    expires: typeof exp === 'number' ? exp : undefined,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** `scope` is a text of names (RFC 9068 §2.2.3); some servers write `scp`, or a list. */
function scopesOf({ scope, scp }: Claims): ReadonlySet<string> {
  const names = [scope, scp].flat().filter((value) => typeof value === 'string');
  return new Set(names.flatMap((name) => name.split(' ')).filter((name) => name !== ''));
}
