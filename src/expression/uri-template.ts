import { splitPath } from './placeholders.ts';
import { InvalidExpression } from './scanner.ts';

/** A URI with placeholders: RFC 6570, level 1. */
export interface UriTemplate {
  /** With every placeholder in single braces, as clients expand it. */
  readonly text: string;
  readonly names: readonly string[];
  /**
   * The values that expand to a URI, decoded; undefined when there are none. A value is never empty, holds no `/`, `?` or
   * `#` unless encoded, and ends at the first place where what follows it does. One pass over the URI, however long it is.
   */
  match(uri: string): Readonly<Record<string, string>> | undefined;
}

/** A placeholder, and the text between it and the next one, or the end. */
interface Field {
  readonly name: string;
  after: string;
}

/** @throws InvalidExpression when it is no template of level 1, or one whose values could not be told apart. */
export function compileUriTemplate(written: string): UriTemplate {
  const { before, fields } = splitTemplate(written);
  const names = fields.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new InvalidExpression('a placeholder is there twice', 0);
  return {
    text: before + fields.map(({ name, after }) => `{${name}}${after}`).join(''),
    names,
    match(uri) {
      if (!uri.startsWith(before)) return undefined;
      const values: [string, string][] = [];
      let start = before.length;
      for (const [index, { name, after }] of fields.entries()) {
        const isLast = index === fields.length - 1;
        const end = isLast ? uri.length - after.length : uri.indexOf(after, start + 1);
        const value = end > start ? decoded(uri.slice(start, end)) : undefined;
        if (value === undefined || (isLast && !uri.endsWith(after))) return undefined;
        values.push([name, value]);
        start = end + after.length;
      }
      return start === uri.length ? Object.fromEntries(values) : undefined;
    },
  };
}

function splitTemplate(written: string): { readonly before: string; readonly fields: readonly Field[] } {
  let before = '';
  const fields: Field[] = [];
  for (const part of splitPath(written)) {
    const last = fields.at(-1);
    if ('name' in part) {
      if (!/^[\w.-]+$/.test(part.name)) {
        throw new InvalidExpression(`\`{${part.name}}\` is more than a name in braces`, written.indexOf(part.name));
      }
      if (last?.after === '') {
        throw new InvalidExpression('nothing stands between two placeholders', written.indexOf(part.name));
      }
      fields.push({ name: part.name, after: '' });
    } else {
      if (/[{}]/.test(part.text)) throw new InvalidExpression('a brace has no other', written.indexOf(part.text));
      if (last) last.after = part.text;
      else before = part.text;
    }
  }
  return { before, fields };
}

/** Decodes exactly once, so that `%252e` stays `%2e`. */
function decoded(text: string): string | undefined {
  if (/[/?#]/.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
