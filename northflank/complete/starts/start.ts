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
  /** Where it takes effect: the runs of a job, or a job. */
  readonly place: string;
  /** When it was about to be sent, in milliseconds since 1970; until then, when it was asked for. */
  at: number;
  /** A value that no other start has. */
  readonly correlation: string;
  state: StartState;
  /** Runs that were there before it was sent: it started none of them. */
  earlier?: readonly string[];
  /** While somebody finds out what becomes of it: what that will be. */
  pending?: Promise<Outcome> | undefined;
  /** Until when the same request is taken for a repeat, as its caller went away without the answer; without a key. */
  openUntil?: number | undefined;
}

export type StartState =
  /** Not sent yet. */
  | { readonly kind: 'waiting' }
  /** `answered` resolves when it is no longer under way. */
  | { readonly kind: 'sending'; readonly answered: Promise<void> }
  | Lost
  | Done;

export type LostStart = Start & { readonly state: Lost };

/** Sent, and no answer came until then. */
export interface Lost {
  readonly kind: 'lost';
  readonly until: number;
  /** Whether it has been looked for, in vain. */
  readonly isSought?: boolean;
  /** The runs of which it may have started one, and no other; undefined while that is not known. */
  readonly among?: readonly string[];
}

export interface Done {
  readonly kind: 'done';
  readonly answer: Json;
  /** When Northflank said so; undefined where a look told it. */
  readonly answeredAt?: number | undefined;
}

export function isLostStart(start: Start): start is LostStart {
  return start.state.kind === 'lost';
}
