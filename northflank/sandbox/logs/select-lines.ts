import type { Json } from '../../../src/index.ts';
import { toTimestamp } from '../clock.ts';
import type { Query } from '../request/query.ts';
import type { Line } from './line.ts';
import { lineFilter } from './line-filter.ts';
import type { Window } from './window.ts';

/** How many lines there are at most unless a query says so. */
const usualLimit = 500;

/**
 * The lines a query asks for. `forward` begins with the oldest of the time, `backward` with the newest.
 *
 * @throws ApiError for a query that does not fit.
 */
export function selectLines(lines: Iterable<Line>, query: Query, { from, until }: Window): readonly Line[] {
  const { containerName = 'all', lineLimit = usualLimit, direction = 'forward' } = query;
  const wanted = lineFilter(query);
  const found = [...lines].filter(
    ({ at, container, text }) =>
      at >= from && at <= until && (containerName === 'all' || containerName === container) && wanted(text),
  );
  // The sort is stable: lines of one moment stay in the order they were written in.
  found.sort((one, other) => one.at - other.at);
  return (direction === 'backward' ? found.toReversed() : found).slice(0, lineLimit);
}

/** A line in the form the API shows it. */
export function viewLine({ container, text, at }: Line): Json {
  return { containerId: container, log: text, ts: toTimestamp(at) };
}
