import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Guard } from '../http/guard.ts';
import { writeProblem } from '../http/problem.ts';
import { readerOf } from '../http/reader-address.ts';
import { indexHtml } from './index-html.ts';
import { indexJson } from './index-json.ts';
import type { Listing } from './listing.ts';
import { style } from './style.ts';

export interface IndexPageOptions {
  readonly guard: Guard;
  /** Made when it is first asked for. */
  readonly listing: () => Listing;
}

/** Answers GET and HEAD with what is served where: HTML for browsers, JSON for all others. */
export function createIndexPage({ guard, listing }: IndexPageOptions): RequestListener {
  let listed: Listing | undefined;
  const make = (request: IncomingMessage, asHtml: boolean): Buffer => {
    listed ??= listing();
    const reader = readerOf(request);
    return Buffer.from(asHtml ? indexHtml(listed, reader) : indexJson(listed, reader));
  };
  const made = { html: keepLast(make, true), json: keepLast(make, false) };
  return (request, response) => {
    const refused = guard(request);
    if (refused) return writeProblem(response, refused);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const detail = 'Here is the list of what is served; it takes GET and HEAD.';
      return writeProblem(
        response,
        { code: 'method-not-allowed', status: 405, detail, retry: 'never' },
        { allow: 'GET, HEAD' },
      );
    }
    const asHtml = wantsHtml(request.headers.accept);
    const body = (asHtml ? made.html : made.json)(request);
    response.writeHead(200, {
      'content-type': asHtml ? 'text/html; charset=utf-8' : 'application/json',
      'content-length': body.length,
      'cache-control': 'no-cache',
      vary: 'Accept',
      'x-content-type-options': 'nosniff',
      ...(asHtml && { 'content-security-policy': policy(), 'referrer-policy': 'no-referrer' }),
    });
    response.end(body);
  };
}

/** A program that takes anything gets JSON; browsers name HTML, and never JSON. */
function wantsHtml(accept = ''): boolean {
  return accept.includes('text/html') && !accept.includes('application/json');
}

/** Readers mostly come by one address, and the list of thousands is not made anew for each. */
function keepLast(
  make: (request: IncomingMessage, asHtml: boolean) => Buffer,
  asHtml: boolean,
): (request: IncomingMessage) => Buffer {
  let kept: { readonly address: string; readonly body: Buffer } | undefined;
  return (request) => {
    const address = `${request.headers.host} ${request.socket.localPort}`;
    if (kept?.address !== address) kept = { address, body: make(request, asHtml) };
    return kept.body;
  };
}

/** Nothing may be loaded or run, and only the page's own style applies. */
function policy(): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
