import { errors } from './api-error.ts';
import type { Permission } from './permissions.ts';
import type { Tokens } from './tokens.ts';

/** What a route asks of its caller: a permission, just a good token, or nothing. */
export type Access = Permission | 'any-token' | 'public';

/** @throws ApiError 401 both for a token that is not good and for one that lacks the permission, as the API does. */
export function authorize(tokens: Tokens, token: string, access: Access): void {
  if (access === 'public') return;
  const allowed = tokens.get(token);
  if (allowed === undefined) throw errors.unauthorized();
  if (access !== 'any-token' && !allowed.has(access)) throw errors.lacksPermission(access);
}

/** The token of an Authorization header (RFC 6750, section 2.1); '' where there is none. */
export function bearerToken(header: string | undefined): string {
  return /^Bearer +(.*)$/i.exec(header ?? '')?.[1] ?? '';
}
