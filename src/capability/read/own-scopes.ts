import type { Reader } from '../reader.ts';
import { readScopes } from './scopes.ts';
import type { ReadServer } from './server.ts';

/**
 * The `scopes` that something exposed asks of callers, beside those its server asks of all. The keyword is Capstan's own.
 *
 * @param words names the entry.
 * @returns undefined, reported, when the entry must be left out: nobody could check what it asks for.
 */
export function readOwnScopes(
  entry: Reader,
  words: string,
  { namespace, authentication }: ReadServer,
): readonly string[] | undefined {
  const scopes = readScopes(entry);
  if (!scopes || scopes.length === 0 || authentication?.type === 'oauth2') return scopes;
  if (authentication) {
    entry.report(
      'unchecked-scopes',
      `Callers of ${namespace} show one credential that may do everything, so \`scopes\` of ${words} limits nobody.`,
      { key: 'scopes', fix: 'Scopes are of tokens: write `authentication: {type: oauth2, …}` for the server.' },
    );
    return [];
  }
  entry.report(
    'unchecked-scopes',
    `Callers of ${namespace} need not say who they are, so nobody has the \`scopes\` of ${words}; it is left out.`,
    {
      key: 'scopes',
      severity: 'error',
      fix: 'Write `authentication: {type: oauth2, …}` for the server, or remove `scopes:` here.',
    },
  );
  return undefined;
}
