import { parse as parseQuery } from 'node:querystring';

/** The decoded values of a query parameter, read as the REST face reads its inputs. */
export function queryValues(url: string, name: string): readonly string[] {
  const question = url.indexOf('?');
  if (question === -1) return [];
  const value = parseQuery(url.slice(question + 1), '&', '=', { maxKeys: 0 })[name];
  return typeof value === 'string' ? [value] : (value ?? []);
}

/** The URL without a query parameter; all else stays as it is written. */
export function withoutParameter(url: string, name: string): string {
  const question = url.indexOf('?');
  if (question === -1) return url;
  const pairs = url.slice(question + 1).split('&');
  const kept = pairs.filter((pair) => !(name in parseQuery(pair)));
  if (kept.length === pairs.length) return url;
  return url.slice(0, question) + (kept.length === 0 ? '' : `?${kept.join('&')}`);
}
