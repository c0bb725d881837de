/** What goes wrong. */
export const faultKinds = ['latency', 'status', 'status-after', 'drop-before', 'drop-after', 'truncate'] as const;

export type FaultKind = (typeof faultKinds)[number];

/** Something that is to go wrong, and with which requests. */
export interface Fault {
  /** As it was given. */
  readonly spec: string;
  readonly kind: FaultKind;
  /** Milliseconds of latency, a status, or how many bytes of the body are still sent. */
  readonly value: number | undefined;
  /** With status 429: in how many seconds the caller may come again. */
  readonly reset: number | undefined;
  readonly method: string | undefined;
  /** Whether it has to do with a path, which comes without `/v1` and the team. */
  readonly matches: (path: string) => boolean;
  /** How many requests it lets pass before it begins. */
  readonly skip: number;
  /** How many requests it strikes at most. */
  readonly count: number;
  /** Which part of the requests it strikes, from 0 to 1. */
  readonly rate: number;
}
