import type { Json, Outcome } from '../../../src/index.ts';

/** A call that starts something, and how far it has come. */
export interface Start {
  /** Its key and whose it is, or an id of its own. */
  readonly id: string;
  /** Whether its caller gave it a key. */
  readonly keyed: boolean;
  /** What is asked for, and by whom: the same for the same request of the same caller. */
  readonly identity: string;
  /** What is asked for, whoever asks. */
  readonly fingerprint: string;
  /** Where it takes effect: a job, or a project. */
  readonly place: string;
  /** When it was about to be sent, in milliseconds since 1970. */
  readonly at: number;
  /** A value that no other start has. */
  readonly correlation: string;
  state: StartState;
  /** While somebody finds out what becomes of it: what that will be. */
  pending?: Promise<Outcome> | undefined;
  /** Until when the same request is taken for a repeat, as its caller went away without the answer; without a key. */
  openUntil?: number | undefined;
}

export type StartState =
  /** `answered` resolves when it is no longer under way. */
  | { readonly kind: 'sending'; readonly answered: Promise<void> }
  /** Sent, and no answer came until then. */
  | { readonly kind: 'lost'; readonly until: number }
  /** `answeredAt` is when Northflank said so; undefined where a look told it. */
  | { readonly kind: 'done'; readonly answer: Json; readonly answeredAt?: number | undefined };
