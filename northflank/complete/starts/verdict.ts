import type { Json } from '../../../src/index.ts';

/** What a look at the API tells of a start whose answer was lost. */
export type Verdict =
  | { readonly kind: 'found'; readonly answer: Json; readonly by: 'correlation' | 'elimination' | 'name' }
  | { readonly kind: 'absent' }
  /** It could not be looked for just now. */
  | { readonly kind: 'unseen'; readonly why: string }
  /** `runs` may be the one that was started; none where it may be any. */
  | { readonly kind: 'unknown'; readonly why: string; readonly runs: readonly string[] };
