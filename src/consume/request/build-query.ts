import { encodeValue } from './encode.ts';
import type { Arguments } from './request.ts';

/** Builds `a=1&b=2`, or '' when no parameter has a value. */
export type QueryBuilder = (values: Arguments) => string;

/**
 * Compiles query parameters: each that has a value, in the document's order; a list repeats its name (OpenAPI's `form`
 * style, exploded).
 *
 * @param fixed pairs that every request carries, such as an API key; no parameter of the same name is sent beside one.
 */
export function compileQuery(names: readonly string[], fixed: readonly (readonly [string, string])[]): QueryBuilder {
  const fixedNames = new Set(fixed.map(([name]) => name));
  const encoded = names
    .filter((name) => !fixedNames.has(name))
    .map((name) => ({ name, prefix: `${encodeURIComponent(name)}=` }));
  const always = fixed.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return (values) => {
    let query = '';
    for (const { name, prefix } of encoded) {
      const value = values[name];
      if (value === undefined || value === null) continue;
      for (const one of Array.isArray(value) ? value : [value]) {
        if (query !== '') query += '&';
        query += prefix + encodeValue(one);
      }
    }
    return query === '' || always === '' ? query + always : `${query}&${always}`;
  };
}
