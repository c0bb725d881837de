import { splitPath } from '../../expression/placeholders.ts';

/** A path by its segments, decoded; undefined stands for one with a placeholder, which can be anything. */
export type Pattern = readonly (string | undefined)[];

/** `/v1/jobs/{id}` → `v1`, `jobs`, undefined. A trailing slash makes no difference. */
export function readPattern(path: string): Pattern {
  const marked = splitPath(path)
    .map((part) => ('text' in part ? part.text : placeholder))
    .join('');
  return marked
    .replaceAll(/^\/|\/$/g, '')
    .split('/')
    .filter((segment, _, all) => all.length > 1 || segment !== '')
    .map((segment) => (segment.includes(placeholder) ? undefined : decode(segment)));
}

/** A character that no path holds. */
const placeholder = '\0';

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
