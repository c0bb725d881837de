/** The first segment of a request's path, as it was sent: `/a/b?c` → `a`. */
export function firstSegment(url: string): string {
  for (let end = 1; end < url.length; end++) {
    const character = url.charCodeAt(end);
    if (character === slash || character === questionMark) return url.slice(1, end);
  }
  return url.slice(1);
}

/** What follows the first segments, as a path of its own: `/a/b?c` without 2 characters → `/b?c`. */
export function pathAfter(url: string, length: number): string {
  if (url.charCodeAt(length) === slash) return url.slice(length);
  return `/${url.slice(length)}`;
}

/** The path without its query. */
export function pathOf(url: string): string {
  const question = url.indexOf('?');
  return question === -1 ? url : url.slice(0, question);
}

const slash = 0x2f;
const questionMark = 0x3f;
