import type { Authentication, CallerAuthentication } from '../authentication.ts';

/** The texts an authentication is written with, by the key each has. */
export function credentialFields(
  authentication: Authentication | CallerAuthentication | undefined,
): readonly (readonly [string, string])[] {
  if (!authentication || authentication.type === 'unsupported') return [];
  return Object.entries(authentication).filter(
    (field): field is [string, string] => field[0] !== 'type' && typeof field[1] === 'string',
  );
}

/** The keys whose texts are secret, of all authentication types. */
export const secretFields: ReadonlySet<string> = new Set([
  'token',
  'password',
  'value',
  'secret',
  'clientSecret',
  'privateKey',
]);
