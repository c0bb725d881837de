import type { Failure } from '../../problem/failure.ts';

/** Response headers: lower-cased name to value; a repeated header is a list. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Gives up a call: the upstream's connection is closed, and the receiver hears no more. */
export type Cancel = () => void;

/** Where an upstream's answer goes: first `start`, then any `data`, then `end`; or `fail`, at any time, as the last word. */
export interface Receiver {
  /** `headers` hold what may be passed on to a caller, and nothing else. */
  start(status: number, headers: Headers, resume: () => void): void;
  /** Returning false asks for a pause, which `resume` (given at the start) ends. */
  data(chunk: Buffer): boolean;
  end(): void;
  fail(failure: Failure): void;
}

/** A whole answer, held in memory. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}
