import type { Json } from '../../json/json.ts';
import { Scanner } from '../scanner.ts';
import type { Comparison, Condition, JsonPath, Operand, Segment, Selector } from './path.ts';

/**
 * Parses a JSONPath in the dialect capability documents use: RFC 9535, and besides it what Jayway's library takes, that
 * is a trailing dot (`$.` is the root itself) and names with hyphens or any other character but `.` and `[` unquoted.
 *
 * @throws InvalidExpression with the offset of what cannot be read.
 */
export function parseJsonPath(text: string): JsonPath {
  const scanner = new Scanner(text.trimEnd());
  scanner.skipSpace();
  scanner.expect('$', 'A JSONPath begins with `$`');
  const segments = parseSegments(scanner, false);
  if (!scanner.done) throw scanner.error('Expected `.`, `[` or the end');
  return { text, segments };
}

/** Parses segments as far as they go. Within a filter, an unquoted name also ends where an operator can begin. */
function parseSegments(scanner: Scanner, inFilter: boolean): readonly Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    if (scanner.take('..')) segments.push({ deep: true, selectors: deepSelectors(scanner, inFilter) });
    else if (scanner.take('.')) {
      if (scanner.done && !inFilter) return segments;
      segments.push({ deep: false, selectors: [afterDot(scanner, inFilter)] });
    } else if (scanner.take('[')) segments.push({ deep: false, selectors: bracket(scanner) });
    else return segments;
  }
}

function deepSelectors(scanner: Scanner, inFilter: boolean): readonly Selector[] {
  return scanner.take('[') ? bracket(scanner) : [afterDot(scanner, inFilter)];
}

function afterDot(scanner: Scanner, inFilter: boolean): Selector {
  if (scanner.take('*')) return { kind: 'wildcard' };
  const name = scanner.match(inFilter ? /[^\s.[\]()=!<>&|,]+/y : /[^.[]+/y)?.trim();
  if (!name) throw scanner.error('Expected a name');
  return { kind: 'name', name };
}

function bracket(scanner: Scanner): readonly Selector[] {
  const selectors: Selector[] = [];
  do {
    scanner.skipSpace();
    selectors.push(inBrackets(scanner));
    scanner.skipSpace();
  } while (scanner.take(','));
  scanner.expect(']', 'Expected `]`');
  return selectors;
}

function inBrackets(scanner: Scanner): Selector {
  if (scanner.take('*')) return { kind: 'wildcard' };
  if (scanner.take('?')) return { kind: 'filter', test: parseCondition(scanner) };
  const quoted = scanner.string();
  if (quoted !== undefined) return { kind: 'name', name: quoted };
  const start = scanner.integer();
  scanner.skipSpace();
  if (!scanner.take(':')) {
    if (start === undefined) throw scanner.error('Expected an index, a quoted name, `*` or `?`');
    return { kind: 'index', index: start };
  }
  scanner.skipSpace();
  const end = scanner.integer();
  scanner.skipSpace();
  const step = scanner.take(':') ? (scanner.skipSpace(), scanner.integer()) : undefined;
  return { kind: 'slice', ...(start !== undefined && { start }), ...(end !== undefined && { end }), step: step ?? 1 };
}

/** Parses a filter's condition (RFC 9535 §2.3.5): `||`, `&&`, `!`, parentheses, comparisons and tests for existence. */
function parseCondition(scanner: Scanner): Condition {
  let left = parseAnd(scanner);
  for (scanner.skipSpace(); scanner.take('||'); scanner.skipSpace()) {
    left = { kind: 'or', left, right: parseAnd(scanner) };
  }
  return left;
}

function parseAnd(scanner: Scanner): Condition {
  let left = parseNot(scanner);
  for (scanner.skipSpace(); scanner.take('&&'); scanner.skipSpace()) {
    left = { kind: 'and', left, right: parseNot(scanner) };
  }
  return left;
}

function parseNot(scanner: Scanner): Condition {
  scanner.skipSpace();
  if (scanner.take('!')) return { kind: 'not', condition: parseNot(scanner) };
  if (!scanner.take('(')) return parseComparison(scanner);
  const condition = parseCondition(scanner);
  scanner.skipSpace();
  scanner.expect(')', 'Expected `)`');
  return condition;
}

function parseComparison(scanner: Scanner): Condition {
  const left = parseOperand(scanner);
  scanner.skipSpace();
  const operator = scanner.match(/==|!=|<=|>=|<|>/y);
  if (operator === undefined) {
    if (left.kind === 'query') return { kind: 'exists', query: left.query };
    throw scanner.error('Expected a comparison');
  }
  scanner.skipSpace();
  // The pattern above admits these six only.
  return { kind: 'compare', operator: operator as Comparison, left, right: parseOperand(scanner) };
}

function parseOperand(scanner: Scanner): Operand {
  for (const from of ['@', '$'] as const) {
    if (scanner.take(from)) return { kind: 'query', query: { from, segments: parseSegments(scanner, true) } };
  }
  const literal = parseLiteral(scanner);
  if (!literal) throw scanner.error('Expected `@`, `$`, a string, a number, true, false or null');
  return { kind: 'literal', value: literal.value };
}

/** A literal of a filter: a string, a number, `true`, `false` or `null`; undefined when there is none here. */
function parseLiteral(scanner: Scanner): { readonly value: Json } | undefined {
  const text = scanner.string();
  if (text !== undefined) return { value: text };
  const word = scanner.match(/true\b|false\b|null\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  return word === undefined ? undefined : { value: JSON.parse(word) as Json }; // the pattern admits JSON literals only
}
