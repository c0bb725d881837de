import { createHash } from 'node:crypto';

import type { Answer } from './era.ts';
import { errorCode, rpcError } from './message/json-rpc.ts';
import type { Params } from './message/json-rpc.ts';

/** Some clients ask for the first page alone, so it holds what most servers have; a long list is not sent in one piece. */
export const entriesPerPage = 500;

export interface PageOptions {
  /** The member of the result that the entries stand in. */
  readonly key: 'tools' | 'resources' | 'resourceTemplates' | 'prompts';
  /** So many entries are on a page. */
  readonly perPage: number;
  /** Members of every page besides its entries: cache hints, `_meta`. */
  readonly lasting: object;
}

/**
 * Makes the bytes of all pages of a list (MCP, "Pagination"), so that a request only looks one up.
 *
 * A cursor is the same from one start to the next for as long as the list is, so a client may keep it. One of another
 * list, or of this one before it changed, is unknown: the client is told to begin anew, and misses nothing.
 *
 * @returns what serves the list's method; its only error is "invalid params", for a cursor that is unknown.
 */
export function preparePages(
  entries: readonly object[],
  { key, perPage, lasting }: PageOptions,
): (params: Params) => Answer {
  const list = createHash('sha256').update(JSON.stringify(entries)).digest('base64url').slice(0, 16);
  const cursor = (start: number): string => Buffer.from(`${list}:${start}`).toString('base64url');
  const pages = new Map<unknown, Buffer>();
  for (let start = 0; start === 0 || start < entries.length; start += perPage) {
    const end = start + perPage;
    const more = end < entries.length ? { nextCursor: cursor(end) } : {};
    const page = JSON.stringify({ [key]: entries.slice(start, end), ...more, ...lasting });
    // Who asks without a cursor gets the first page.
    pages.set(start === 0 ? undefined : cursor(start), Buffer.from(page));
  }
  return ({ cursor: asked }) => pages.get(asked) ?? unknownCursor;
}

const unknownCursor = rpcError(
  errorCode.invalidParams,
  200,
  'Unknown cursor: it is of another list, or the list has changed. Ask again without one.',
);
