import type { Json } from '../../../src/index.ts';

/** What a look at the API tells of a start whose answer was lost. */
export type Verdict =
  | { readonly kind: 'found'; readonly answer: Json; readonly by: 'correlation' | 'elimination' | 'name' }
  | { readonly kind: 'absent' }
  /** `runs` may be the one that was started. */
  | { readonly kind: 'unknown'; readonly why: string; readonly runs: readonly string[] };
