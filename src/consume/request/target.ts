import { splitPath } from '../../expression/placeholders.ts';

/**
 * Where an operation's path leads, below its API's base URI: without its fragment, which is never sent, and with the slashes
 * that a path needs, for some documents write paths without the first one.
 *
 * @param basePath without a slash at its end. @param written with its placeholders.
 */
export function targetOf(basePath: string, written: string): string {
  const path = withoutFragment(written);
  const target = path === '' || /^[/?]/.test(path) ? basePath + path : `${basePath}/${path}`;
  return target.startsWith('/') ? target : `/${target}`;
}

/** The name of a placeholder may hold a `#`, which begins nothing. */
function withoutFragment(written: string): string {
  if (!written.includes('#')) return written;
  const parts = splitPath(written);
  const end = parts.findIndex((part) => 'text' in part && part.text.includes('#'));
  const kept = end < 0 ? parts : parts.slice(0, end + 1);
  return kept.map((part) => ('text' in part ? part.text.split('#')[0] : `{${part.name}}`)).join('');
}

/** Adds a query, which the target may have one of already. */
export function withQuery(target: string, query: string): string {
  if (query === '') return target;
  return `${target}${target.includes('?') ? '&' : '?'}${query}`;
}
