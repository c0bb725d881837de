import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Failure } from '../../problem/failure.ts';
import type { Headers, UpstreamAnswer } from './receiver.ts';

/** A compressed answer may not grow over this many bytes. */
const maxOutputLength = 64 * 1024 * 1024;

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: (body) => gunzipSync(body, { maxOutputLength }),
  'x-gzip': (body) => gunzipSync(body, { maxOutputLength }),
  deflate: (body) => inflateSync(body, { maxOutputLength }),
  br: (body) => brotliDecompressSync(body, { maxOutputLength }),
};

/** Undoes the content coding of an answer. None is asked for, but some servers compress regardless. */
export function decodeBody(answer: UpstreamAnswer): UpstreamAnswer | { readonly failure: Failure } {
  const coding = answer.headers['content-encoding'];
  if (typeof coding !== 'string' || coding === 'identity') return answer;
  const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  try {
    if (decode) return { ...answer, headers: plainHeaders(answer.headers), body: decode(answer.body) };
  } catch {
    // Told below, like a coding nobody knows.
  }
  return {
    failure: {
      code: 'upstream-broken',
      status: 502,
      detail: `The answer's content coding (${coding}) cannot be undone.`,
      retry: 'check-first',
    },
  };
}

/** What was said of the encoded body is no longer true. */
function plainHeaders(headers: Headers): Headers {
  const { 'content-encoding': _coding, 'content-length': _length, ...rest } = headers;
  return rest;
}
