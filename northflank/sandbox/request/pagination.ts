import type { JsonObject } from '../../../src/index.ts';
import { errors } from './api-error.ts';
import { isObjectId } from '../object-id.ts';

/** Which part of a list is wanted. */
export interface PageQuery {
  readonly per_page?: number;
  /** From 1. A cursor takes precedence. */
  readonly page?: number;
  readonly cursor?: string;
}

/** Anything in a list: `key` is made by {@link createObjectIds} and sorts by age. */
export interface Listed {
  readonly key: string;
}

/**
 * One page of a list.
 *
 * The cursor is the key of the last entry of a page. The last page has none: clients go on for as long as there is one.
 *
 * @param entries oldest first
 * @param order in which the list is shown
 * @throws ApiError when the cursor is none of ours.
 */
export function paginate<Entry extends Listed>(
  entries: Iterable<Entry>,
  { per_page: size = 50, page = 1, cursor }: PageQuery,
  order: 'oldest first' | 'newest first' = 'oldest first',
): { readonly entries: readonly Entry[]; readonly pagination: JsonObject } {
  if (cursor !== undefined && !isObjectId(cursor)) {
    throw errors.invalid({ cursor: ['must be a cursor that an earlier page returned'] });
  }
  const newestFirst = order === 'newest first';
  const all = newestFirst ? [...entries].toReversed() : [...entries];
  const comesAfter = ({ key }: Listed, place: string): boolean => (newestFirst ? key < place : key > place);
  const rest = cursor === undefined ? all.slice((page - 1) * size) : all.filter((entry) => comesAfter(entry, cursor));
  const shown = rest.slice(0, size);
  const hasNextPage = rest.length > size;
  const last = shown.at(-1);
  return {
    entries: shown,
    pagination: { hasNextPage, ...(hasNextPage && last && { cursor: last.key }), count: shown.length },
  };
}
