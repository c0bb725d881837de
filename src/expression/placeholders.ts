/** A path split at its placeholders: `/a/{b}.json` → text `/a/`, name `b`, text `.json`. Mustache braces count as one pair. */
export type PathPart = { readonly text: string } | { readonly name: string };

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}|\{\s*([^{}]+?)\s*\}/g;

export function splitPath(path: string): readonly PathPart[] {
  const parts: PathPart[] = [];
  let end = 0;
  for (const found of path.matchAll(placeholder)) {
    if (found.index > end) parts.push({ text: path.slice(end, found.index) });
    parts.push({ name: found[1] ?? found[2] ?? '' });
    end = found.index + found[0].length;
  }
  if (end < path.length) parts.push({ text: path.slice(end) });
  return parts;
}

/** The names of a path's placeholders, in order. */
export function placeholders(path: string): readonly string[] {
  return splitPath(path).flatMap((part) => ('name' in part ? [part.name] : []));
}

/** A path for people: each placeholder in single braces, however a document writes it. */
export function shownPath(path: string): string {
  return splitPath(path)
    .map((part) => ('text' in part ? part.text : `{${part.name}}`))
    .join('');
}

/** The names of the placeholders in the query that a path writes out. */
export function queryPlaceholders(path: string): readonly string[] {
  const parts = splitPath(path);
  const start = parts.findIndex((part) => 'text' in part && part.text.includes('?'));
  return start < 0 ? [] : parts.slice(start).flatMap((part) => ('name' in part ? [part.name] : []));
}

/** Names are the same placeholder when only case and punctuation differ: `{jobid}`, `{jobId}` and `{job-id}`. */
export function normalisedName(name: string): string {
  const lower = name.toLowerCase();
  return isAscii(lower) ? lower.replaceAll(/[^a-z0-9]/g, '') : lower.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** A name as part of a path: words with hyphens between them. */
export function slug(text: string): string {
  const lower = text.toLowerCase();
  const words = isAscii(lower) ? lower.replaceAll(/[^a-z0-9]+/g, '-') : lower.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return words.replaceAll(/^-|-$/g, '');
}

/** Compiling a pattern with Unicode properties takes longer than reading a small document, and few need one. */
function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text); // eslint-disable-line no-control-regex -- all of ASCII is meant
}
