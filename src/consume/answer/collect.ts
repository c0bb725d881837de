import type { Failure } from '../../problem/failure.ts';
import type { Cancel, Headers, Receiver, UpstreamAnswer } from './receiver.ts';

export interface CollectOptions {
  /** An answer over this many bytes is given up. */
  readonly maxBytes: number;
  /** Called with what gives the call up; for when nobody waits for the answer any more. */
  readonly whenGone?: ((cancel: Cancel) => void) | undefined;
}

export type Collected = UpstreamAnswer | { readonly failure: Failure };

/** Holds a whole answer in memory. Never rejects. */
export function collect(send: (receiver: Receiver) => Cancel, options: CollectOptions): Promise<Collected> {
  return new Promise((resolve) => {
    const collector = new Collector(options.maxBytes, resolve);
    const cancel = send(collector);
    collector.cancel = cancel;
    options.whenGone?.(() => collector.giveUp(canceled));
  });
}

/** A class, so that a call costs one object and no closures. */
class Collector implements Receiver {
  /** Set as soon as there is something to cancel. */
  cancel: Cancel = () => undefined;
  readonly #maxBytes: number;
  readonly #resolve: (collected: Collected) => void;
  readonly #chunks: Buffer[] = [];
  #status = 0;
  #headers: Headers = {};
  #size = 0;

  constructor(maxBytes: number, resolve: (collected: Collected) => void) {
    this.#maxBytes = maxBytes;
    this.#resolve = resolve;
  }

  start(status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = headers;
  }

  data(chunk: Buffer): boolean {
    this.#size += chunk.length;
    this.#chunks.push(chunk);
    if (this.#size > this.#maxBytes) this.giveUp(tooLarge(this.#maxBytes));
    return true;
  }

  end(): void {
    const [first] = this.#chunks;
    const body = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  fail(failure: Failure): void {
    this.#resolve({ failure });
  }

  /** After the end this changes nothing: the call is over and the promise settled. */
  giveUp(failure: Failure): void {
    this.cancel();
    this.#chunks.length = 0;
    this.#resolve({ failure });
  }
}

/** What a call comes to that nobody waits for any more. */
export const canceled: Failure = {
  code: 'canceled',
  status: 499,
  detail: 'The caller went away, so the call was given up.',
  retry: 'check-first',
};

function tooLarge(maxBytes: number): Failure {
  return {
    code: 'answer-too-large',
    status: 502,
    detail: `The answer is larger than ${Math.round(maxBytes / 1024)} KiB, the most that is held in memory.`,
    retry: 'never',
  };
}
