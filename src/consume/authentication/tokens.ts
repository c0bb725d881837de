import type { Failure } from '../../problem/failure.ts';
import type { Token } from './token-request.ts';

/** The one token that all calls to an API use. */
export interface Tokens {
  /** A token that was got before and should still be good. */
  cached(): string | undefined;
  /** That, or a new one; those who ask at the same time share one request. */
  get(): Promise<string | { readonly failure: Failure }>;
  /** Forgets a token that the API refused; another, which came meanwhile, stays. */
  drop(token: string): void;
}

/** A token is replaced this long before its end, or a tenth of its life: it must also reach the API. In milliseconds. */
const longestMargin = 30_000;

/** @param onToken hears of each token before it is used. */
export function createTokens(
  request: () => Promise<Token | { readonly failure: Failure }>,
  onToken: (token: string) => void,
): Tokens {
  let held: { readonly value: string; readonly until: number } | undefined;
  let asking: Promise<string | { readonly failure: Failure }> | undefined;
  const cached = (): string | undefined => (held && performance.now() < held.until ? held.value : undefined);
  const ask = async (): Promise<string | { readonly failure: Failure }> => {
    const asked = performance.now();
    try {
      const token = await request();
      if ('failure' in token) return token;
      onToken(token.value);
      const life = (token.lifetime ?? Infinity) * 1000;
      held = { value: token.value, until: asked + life - Math.min(life / 10, longestMargin) };
      return token.value;
    } finally {
      asking = undefined;
    }
  };
  return {
    cached,
    get: async () => cached() ?? (asking ??= ask()),
    drop(token) {
      if (held?.value === token) held = undefined;
    },
  };
}
