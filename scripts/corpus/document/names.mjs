/** How documents name things: placeholders in paths, names that differ in case only, prefixed references. */

/** Names mean the same when only case and punctuation differ: `{jobid}`, `{jobId}`, `{job-id}`. */
export function normalised(name) {
  return String(name)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The item of this name, else one of a name that differs in case and punctuation only. */
export function findNamed(items, name) {
  return items.find((item) => item.name === name) ?? items.find((item) => normalised(item.name) === normalised(name));
}

/** `/a/{b}.json` → text `/a/`, name `b`, text `.json`. Single and mustache braces mean the same. */
export function splitPlaceholders(path) {
  const parts = path.split(/(\{\{[^{}]+\}\}|\{[^{}]+\})/);
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [{ name: part.replaceAll(/^\{+\s*|\s*\}+$/g, '') }];
    return part === '' ? [] : [{ text: part }];
  });
}

export function placeholders(path) {
  return splitPlaceholders(path).flatMap((part) => ('name' in part ? [part.name] : []));
}

/** Those of the query that a path writes out; the name of a placeholder may hold a `?` itself. */
export function queryPlaceholders(path) {
  const masked = path.replaceAll(/\{+[^{}]*\}+/g, (name) => 'x'.repeat(name.length));
  return placeholders(masked.includes('?') ? path.slice(masked.indexOf('?')) : '');
}

export function withoutFragment(path) {
  const masked = path.replaceAll(/\{+[^{}]*\}+/g, (name) => 'x'.repeat(name.length));
  return masked.includes('#') ? path.slice(0, masked.indexOf('#')) : path;
}

/** What follows one of these prefixes and its dot, literally; undefined for a text that begins otherwise. */
export function afterPrefix(text, prefixes) {
  const prefix = prefixes.find((candidate) => text.startsWith(`${candidate}.`) && text.length > candidate.length + 1);
  return prefix === undefined ? undefined : text.slice(prefix.length + 1);
}
