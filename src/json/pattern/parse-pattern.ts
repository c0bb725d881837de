/** What a regular expression is made of, as far as the ways through it matter. */
export type PatternNode =
  /** Any one character that `source`, a pattern in itself, matches. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly body: PatternNode; readonly least: number; readonly most: number }
  /** `^` or `$`: nothing can be matched before the one or after the other. */
  | { readonly kind: 'end' };

const nothing: PatternNode = { kind: 'sequence', parts: [] };
const anything: PatternNode = {
  kind: 'repeat',
  body: { kind: 'character', source: '[^]' },
  least: 0,
  most: Infinity,
};

/** One character, escape or class (ECMAScript, RegExp Patterns); what has a meaning of its own is told apart by how it begins. */
const atom =
  /\[(?:[^\]\\]|\\[^])*\]|\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<[^>]*>|[1-9]\d*|[^])|[^]/uy;
const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const opening = /\((?:\?(?:(<?[=!])|:|<[^>]*>))?/y;

/**
 * Takes a pattern that compiles apart.
 *
 * @returns the pattern, and what its lookarounds hold: each is matched by itself.
 */
export function parsePattern(pattern: string): readonly PatternNode[] {
  const roots: PatternNode[] = [];
  let at = 0;
  const take = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = at;
    const found = expression.exec(pattern) ?? undefined;
    at += found?.[0].length ?? 0;
    return found;
  };

  function choice(): PatternNode {
    const options = [sequence()];
    while (pattern[at] === '|') {
      at += 1;
      options.push(sequence());
    }
    return options.length === 1 ? (options[0] ?? nothing) : { kind: 'choice', options };
  }

  function sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(quantified(single()));
    return { kind: 'sequence', parts };
  }

  function quantified(body: PatternNode): PatternNode {
    const found = take(quantifier);
    if (!found) return body;
    const [, sign, least, comma, most] = found;
    if (sign !== undefined)
      return { kind: 'repeat', body, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    return { kind: 'repeat', body, least: Number(least), most: limit(least, comma, most) };
  }

  function single(): PatternNode {
    if (pattern[at] === '(') return group();
    const source = take(atom)?.[0] ?? '';
    if (source === '^' || source === '$') return { kind: 'end' };
    if (/^\\[bB]$/.test(source)) return nothing;
    // What a back reference stands for is not known before the match.
    if (/^\\(?:k<|[1-9])/.test(source)) return anything;
    return { kind: 'character', source };
  }

  function group(): PatternNode {
    const lookaround = take(opening)?.[1];
    const content = choice();
    at += 1; // the closing parenthesis
    if (lookaround === undefined) return content;
    roots.push(content);
    return nothing;
  }

  roots.push(choice());
  return roots;
}

function limit(least: string | undefined, comma: string | undefined, most: string | undefined): number {
  if (comma === undefined) return Number(least);
  return most === '' ? Infinity : Number(most);
}
