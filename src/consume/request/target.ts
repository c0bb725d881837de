/**
 * Where an operation's path leads, below its API's base URI: without its fragment, which is never sent, and with the slashes
 * that a path needs, for some documents write paths without the first one.
 *
 * @param basePath without a slash at its end. @param written with its placeholders.
 */
export function targetOf(basePath: string, written: string): string {
  const [path = ''] = written.split('#');
  const target = path === '' || /^[/?]/.test(path) ? basePath + path : `${basePath}/${path}`;
  return target.startsWith('/') ? target : `/${target}`;
}

/** Adds a query, which the target may have one of already. */
export function withQuery(target: string, query: string): string {
  if (query === '') return target;
  return `${target}${target.includes('?') ? '&' : '?'}${query}`;
}
