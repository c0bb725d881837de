import type { Caller } from '../../../operation/caller.ts';

/** What is to be thought of a token. */
export type TokenVerdict =
  | GoodToken
  /** What is wrong with it, in words that hold nothing of it. */
  | { readonly invalid: string }
  /** Why nobody can tell. */
  | { readonly unavailable: string };

export interface GoodToken {
  readonly caller: Caller;
  /** When it ends, in seconds since 1970; undefined when that is not known. */
  readonly expires: number | undefined;
}

/** Looks at a token. Never rejects. */
export type VerifyToken = (token: string) => Promise<TokenVerdict>;
