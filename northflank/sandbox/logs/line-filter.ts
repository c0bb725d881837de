import { errors } from '../request/api-error.ts';
import type { Query } from '../request/query.ts';

const filters = ['textIncludes', 'textNotIncludes', 'regexIncludes', 'regexNotIncludes'] as const;

/** Which lines a query wants. @throws ApiError for more than one filter, and for what is no regular expression. */
export function lineFilter(query: Query): (text: string) => boolean {
  const [filter, another] = filters.filter((name) => query[name] !== undefined);
  if (filter === undefined) return () => true;
  if (another !== undefined) throw errors.invalid({ [another]: [`does not go together with ${filter}`] });
  const wanted = query[filter] ?? '';
  const matches = filter.startsWith('regex')
    ? matcher(filter, wanted)
    : (text: string): boolean => text.includes(wanted);
  return filter.endsWith('NotIncludes') ? (text) => !matches(text) : matches;
}

/** Of a line only so much is matched: the time some expressions take grows fast with the length. */
const longest = 1000;

function matcher(filter: string, pattern: string): (text: string) => boolean {
  try {
    const expression = new RegExp(pattern, 'u');
    return (text) => expression.test(text.slice(0, longest));
  } catch {
    throw errors.invalid({ [filter]: ['must be a regular expression'] });
  }
}
