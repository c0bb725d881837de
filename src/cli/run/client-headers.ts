import type { Callers } from '../../expose/http/callers.ts';

/**
 * The headers that a client has to be told for a server whose callers show one credential, with a placeholder in place of
 * it; undefined where there is none, or the client finds the way to a token by itself.
 */
export function clientHeaders(callers: Callers | undefined): Readonly<Record<string, string>> | undefined {
  const { type, scheme, in: place, name } = callers?.scheme ?? {};
  if (type === 'http' && scheme === 'bearer' && callers?.metadata === undefined) return { Authorization: 'Bearer …' };
  if (type === 'http' && scheme === 'basic') return { Authorization: 'Basic …' };
  return type === 'apiKey' && place === 'header' ? { [String(name)]: '…' } : undefined;
}
