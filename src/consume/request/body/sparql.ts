import { InvalidExpression } from '../../../expression/scanner.ts';
import { compileTemplate } from '../../../expression/template.ts';
import type { Lookup } from '../../../expression/template/name.ts';
import { writeText } from '../../../expression/template/render.ts';
import type { FieldProblem } from '../../../problem/failure.ts';
import { fill } from './fill.ts';
import { surroundingsOf, type Language, type Surrounding } from './surroundings.ts';

/** SPARQL 1.1 §19.8. A `<` begins an IRI unless something comes that no IRI can hold; then it is the operator. */
const sparql: Language = {
  opens: /"""|'''|["'#]|<(?=[^<>"{}|^`\\\s\p{Cc}]*(?:>|$))/gu,
  enclosures: {
    '"': quoted('"', ''),
    "'": quoted("'", ''),
    '"""': quoted('"""', '|"(?!"")'),
    "'''": quoted("'''", "|'(?!'')"),
    '<': /[^<>"{}|^`\\\s\p{Cc}]*(>|$)/uy,
    '#': /[^\r\n]*([\r\n]|$)/y,
  },
  broken: 'An escape or an IRI is not whole; a `<` that begins no IRI needs a space after it',
};

/** @param also what else can stand between the quotes, as the next alternative of a pattern. */
function quoted(quotes: string, also: string): RegExp {
  const escape = String.raw`\\u[\dA-Fa-f]{4}|\\U[\dA-Fa-f]{8}|\\[^uU]`;
  return new RegExp(String.raw`(?:[^${quotes.charAt(0)}\\]|${escape}${also})*(${quotes}|$)`, 'y');
}

const inIri = /^[^<>"{}|^`\\\s\p{Cc}]*$/u;

/** A whole token: an IRI in angle brackets, a prefixed name, a number or a truth value. */
const token =
  /^(?:<[^<>"{}|^`\\\s\p{Cc}]*>|(?:[A-Za-z][\w-]*)?:[\w-]*(?:\.[\w-]+)*|[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[Ee][+-]?\d+)?|true|false)?$/u;

/** The rest of a token the document has begun: of a prefixed name or language tag, `wd:{{id}}`, or of a word, `?{{name}}`. */
const restOfName = /^[\w-]*$/;
const restOfWord = /^\w*$/;

const escapes: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

/**
 * Compiles a SPARQL query or update with templates in it. In a quoted literal, a value is escaped. Elsewhere it is put in
 * as it is, if it cannot end the token it stands in: within `<…>` it must hold no character that an IRI cannot; right after
 * `:` or `@` it must be letters, digits, `_` and `-`; right after `?`, `$` or a letter the same without `-`; and anywhere
 * else it must be one token: an IRI in angle brackets, a prefixed name, a number, `true` or `false`. Any other is refused.
 *
 * @throws InvalidExpression when the template cannot be read, or leaves open where a value would go.
 */
export function compileSparql(text: string): (lookup: Lookup) => string | FieldProblem {
  const template = compileTemplate(text);
  const { at, end } = surroundingsOf(template.parts, sparql);
  if (end === '<') throw new InvalidExpression('An IRI has no end', text.lastIndexOf('<'));
  return (lookup) =>
    fill(
      template,
      lookup,
      (value, variable) => write(writeText(value), at.get(variable) ?? { within: '', before: '' }),
      'cannot stand in the query where it would go: outside of quotes only an IRI, a prefixed name, a number or a truth value can',
    );
}

function write(text: string, { within, before }: Surrounding): string | undefined {
  if (within === '#') return '';
  if (within === '<') return inIri.test(text) ? text : undefined;
  if (within !== '') return text.replaceAll(/["'\\\n\r\t\b\f]/g, (found) => `\\${escapes[found] ?? found}`);
  return allowedAfter(before).test(text) ? text : undefined;
}

function allowedAfter(before: string): RegExp {
  if (/[:@]$/.test(before)) return restOfName;
  return /[\w?$]$/.test(before) ? restOfWord : token;
}
