import type { Mask } from '../mask.ts';
import type { Headers } from './receiver.ts';

/**
 * The upstream's headers that mean something to a caller. The rest is between Capstan and the upstream: connection
 * handling, cookies, server names.
 */
const useful = new Set([
  'accept-ranges',
  'age',
  'allow',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-range',
  'content-type',
  'correlation-id',
  'deprecation',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
  'ratelimit',
  'ratelimit-limit',
  'ratelimit-policy',
  'ratelimit-remaining',
  'ratelimit-reset',
  'request-id',
  'retry-after',
  'sunset',
  'vary',
  'warning',
  'www-authenticate',
  'x-amzn-requestid',
  'x-correlation-id',
  'x-github-request-id',
  'x-ms-request-id',
  'x-request-id',
  'x-trace-id',
]);

const usefulPrefix = 'x-ratelimit-';

/** Keeps what a caller may see, with every secret masked. */
export function answerHeaders(headers: Headers, mask: Mask): Headers {
  const kept: Record<string, string | readonly string[]> = {};
  for (const name in headers) {
    if (!useful.has(name) && !name.startsWith(usefulPrefix)) continue;
    const value = headers[name];
    if (typeof value === 'string') kept[name] = mask.text(value);
    else if (value !== undefined) kept[name] = value.map((one) => mask.text(one));
  }
  return kept;
}

/** Headers of one form of an answer, which are not true of another. */
const ofTheForm = /^(?:accept-ranges|age|cache-control|content-.*|etag|expires|last-modified|vary)$/;

/** The headers of an answer that stay true of what was made of it. */
export function headersOfAnyForm(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheForm.test(name)));
}

/** The upstream's own id of a request, by whichever of the usual names it gives it. */
export function requestId(headers: Headers): string | undefined {
  for (const name of [
    'x-request-id',
    'request-id',
    'x-correlation-id',
    'correlation-id',
    'x-amzn-requestid',
    'x-ms-request-id',
    'x-github-request-id',
    'x-trace-id',
  ]) {
    const value = headers[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}
