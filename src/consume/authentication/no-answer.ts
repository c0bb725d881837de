import type { Failure } from '../../problem/failure.ts';

/** Thrown where an authorization server gave no whole answer. */
export class NoAnswer extends Error {
  readonly host: string;
  /** What happened; undefined when it was not asked, because others could have listened. */
  readonly failure: Failure | undefined;

  constructor(host: string, failure: Failure | undefined) {
    super(`${host} gave no answer.`);
    this.host = host;
    this.failure = failure;
  }
}
