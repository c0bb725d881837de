import { OptionError } from '../option-error.ts';
import { permissions, roles, type Permission } from './permissions.ts';

/** What each token may do. */
export type Tokens = ReadonlyMap<string, ReadonlySet<Permission>>;

/**
 * Reads tokens as they are given: `TOKEN` may do everything, `TOKEN=ROLE` what the role may, and `TOKEN=ONE+TWO` what
 * these permissions and roles allow together. A token may itself end in `=`, as base64 does.
 *
 * @throws {OptionError} for a role or a permission that does not exist.
 */
export function readTokens(texts: readonly string[]): Tokens {
  return new Map(texts.map(readToken));
}

function readToken(text: string): readonly [string, ReadonlySet<Permission>] {
  const [, token, role] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (token === undefined || role === undefined) return [text, new Set(permissions)];
  return [token, new Set(role.split('+').flatMap(allowedBy))];
}

function allowedBy(name: string): readonly Permission[] {
  const allowed = Object.hasOwn(roles, name) ? roles[name] : permissions.filter((each) => each === name);
  if (allowed !== undefined && allowed.length > 0) return allowed;
  throw new OptionError(
    `There is no role or permission \`${name}\`. Roles: ${Object.keys(roles).join(', ')}. Permissions: ${permissions.join(', ')}.`,
  );
}
