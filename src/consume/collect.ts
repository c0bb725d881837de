import type { Failure } from '../problem/failure.ts';
import type { Cancel, Headers, Receiver, UpstreamAnswer } from './receiver.ts';

export interface CollectOptions {
  /** An answer over this many bytes is given up. */
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** Holds a whole answer in memory. Never rejects. */
export function collect(
  send: (receiver: Receiver) => Cancel,
  options: CollectOptions,
): Promise<UpstreamAnswer | { readonly failure: Failure }> {
  return new Promise((resolve) => {
    const { signal, maxBytes } = options;
    let status = 0;
    let headers: Headers = {};
    let chunks: Buffer[] = [];
    let size = 0;
    const give = (answer: UpstreamAnswer | { readonly failure: Failure }): void => {
      signal?.removeEventListener('abort', abort);
      resolve(answer);
    };
    const giveUp = (failure: Failure): void => {
      cancel();
      chunks = [];
      give({ failure });
    };
    const abort = (): void => giveUp(canceled);
    const cancel = send({
      start(startStatus, startHeaders) {
        status = startStatus;
        headers = startHeaders;
      },
      data(chunk) {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) giveUp(tooLarge(maxBytes));
        return true;
      },
      end() {
        const [first] = chunks;
        give({ status, headers, body: chunks.length === 1 && first ? first : Buffer.concat(chunks) });
      },
      fail: (failure) => give({ failure }),
    });
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort);
  });
}

const canceled: Failure = {
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
