import type { Headers, UpstreamAnswer } from '../consume/answer/receiver.ts';
import type { Json } from '../json/json.ts';
import type { Failure, StoppedFlow } from '../problem/failure.ts';

/** What a call came to; `status` is the upstream's, where it was not 200. */
export type Outcome =
  /** A JSON value, with the same value as compact JSON text (numbers keep every digit the upstream sent). */
  | {
      readonly kind: 'value';
      readonly value: Json;
      readonly text: string;
      readonly status?: number;
      /** Of the answer it is made of, where it is made of one. */
      readonly headers?: Headers;
      /** What a command ends with that made the call: 0 unless the call went well and what it tells of did not. */
      readonly exitCode?: number;
    }
  /** An answer that is not JSON: its text, as it came. */
  | { readonly kind: 'text'; readonly text: string; readonly mediaType: string; readonly status?: number }
  /** An answer that is bytes: an image, a document, an archive. */
  | { readonly kind: 'binary'; readonly bytes: Buffer; readonly mediaType: string; readonly status?: number }
  /** The upstream answered with a status that is not 2xx. */
  | { readonly kind: 'refused'; readonly answer: UpstreamAnswer; readonly stopped?: StoppedFlow }
  /** Capstan refused the call or could not finish it. */
  | { readonly kind: 'failure'; readonly failure: Failure };
