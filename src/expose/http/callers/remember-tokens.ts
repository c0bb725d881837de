import { hash } from 'node:crypto';
import type { GoodToken, TokenVerdict, VerifyToken } from './token-verdict.ts';

/** How many good tokens are remembered. */
const limit = 4096;

/**
 * Remembers good tokens for a while, so that most requests wait for nobody; those with the same token that come at the
 * same time wait together. What is remembered is a hash, and nothing of a token that was refused.
 *
 * @param life milliseconds; a token's own end may come before.
 */
export function rememberTokens(
  verify: VerifyToken,
  life: number,
): (token: string) => GoodToken | Promise<TokenVerdict> {
  const good = new Map<string, { readonly verdict: GoodToken; readonly until: number }>();
  const asking = new Map<string, Promise<TokenVerdict>>();
  const ask = async (token: string, key: string): Promise<TokenVerdict> => {
    const asked = Date.now();
    try {
      const verdict = await verify(token);
      if ('caller' in verdict) {
        const until = Math.min(asked + life, (verdict.expires ?? Infinity) * 1000);
        good.delete(key);
        good.set(key, { verdict, until });
        for (const oldest of good.keys()) {
          if (good.size <= limit) break;
          good.delete(oldest);
        }
      }
      return verdict;
    } finally {
      asking.delete(key);
    }
  };
  return (token) => {
    const key = hash('sha256', token, 'base64');
    const known = good.get(key);
    if (known && Date.now() < known.until) return known.verdict;
    const pending = asking.get(key) ?? ask(token, key);
    asking.set(key, pending);
    return pending;
  };
}
