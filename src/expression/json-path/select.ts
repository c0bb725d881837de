import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json } from '../../json/json.ts';
import type { Comparison, Condition, JsonPath, Operand, Query, Segment, Selector } from './path.ts';

/** A selected value, and where it hangs; the root hangs nowhere. */
export interface Match {
  readonly value: Json;
  readonly parent?: Json;
  readonly key?: string | number;
}

/** Everything a path selects, in document order. */
export function selectAll(path: Pick<JsonPath, 'segments'>, root: Json): readonly Match[] {
  return selectFrom(path.segments, root, root);
}

function selectFrom(segments: readonly Segment[], start: Json, root: Json): readonly Match[] {
  let matches: readonly Match[] = [{ value: start }];
  for (const segment of segments) {
    const next: Match[] = [];
    for (const match of matches) {
      for (const value of segment.deep ? withDescendants(match.value) : [match.value]) {
        for (const selector of segment.selectors) choose(selector, value, root, next);
      }
    }
    matches = next;
  }
  return matches;
}

function choose(selector: Selector, value: Json, root: Json, into: Match[]): void {
  switch (selector.kind) {
    case 'name':
      if (isObject(value) && Object.hasOwn(value, selector.name)) into.push(child(value, selector.name));
      return;
    case 'index': {
      if (!Array.isArray(value)) return;
      const index = selector.index < 0 ? value.length + selector.index : selector.index;
      if (index >= 0 && index < value.length) into.push(child(value, index));
      return;
    }
    case 'slice':
      if (Array.isArray(value)) for (const index of sliced(selector, value.length)) into.push(child(value, index));
      return;
    case 'wildcard':
      for (const key of keysOf(value)) into.push(child(value, key));
      return;
    case 'filter':
      for (const key of keysOf(value)) {
        const candidate = child(value, key);
        if (holds(selector.test, candidate.value, root)) into.push(candidate);
      }
  }
}

function child(parent: Json, key: string | number): Match {
  // The caller took the key from the parent itself.
  return { value: (parent as Readonly<Record<string | number, Json>>)[key] as Json, parent, key };
}

function keysOf(value: Json): readonly (string | number)[] {
  if (Array.isArray(value)) return value.map((_, index) => index);
  return isObject(value) ? Object.keys(value) : [];
}

/** The indices of a slice (RFC 9535 §2.3.4.2.2). */
function* sliced(slice: Selector & { kind: 'slice' }, length: number): Iterable<number> {
  const { step } = slice;
  if (step === 0) return;
  const place = (index: number): number => (index < 0 ? length + index : index);
  if (step > 0) {
    const end = Math.min(Math.max(place(slice.end ?? length), 0), length);
    for (let at = Math.max(place(slice.start ?? 0), 0); at < end; at += step) yield at;
  } else {
    const end = slice.end === undefined ? -1 : Math.max(place(slice.end), -1);
    for (let at = Math.min(place(slice.start ?? length - 1), length - 1); at > end; at += step) yield at;
  }
}

function* withDescendants(value: Json): Iterable<Json> {
  yield value;
  if (Array.isArray(value)) for (const item of value) yield* withDescendants(item);
  else if (isObject(value)) for (const item of Object.values(value)) yield* withDescendants(item);
}

/** Whether a filter's condition holds for a candidate (RFC 9535 §2.3.5). */
function holds(condition: Condition, candidate: Json, root: Json): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, candidate, root) && holds(condition.right, candidate, root);
    case 'or':
      return holds(condition.left, candidate, root) || holds(condition.right, candidate, root);
    case 'not':
      return !holds(condition.condition, candidate, root);
    case 'exists':
      return query(condition.query, candidate, root).length > 0;
    case 'compare':
      return compare(
        condition.operator,
        operand(condition.left, candidate, root),
        operand(condition.right, candidate, root),
      );
  }
}

function query(asked: Query, candidate: Json, root: Json): readonly { readonly value: Json }[] {
  return selectFrom(asked.segments, asked.from === '@' ? candidate : root, root);
}

function operand(side: Operand, candidate: Json, root: Json): Json | undefined {
  return side.kind === 'literal' ? side.value : query(side.query, candidate, root)[0]?.value;
}

/** Compares as RFC 9535 §2.3.5.2.2 does: absent equals absent only, and order exists among numbers and among strings. */
function compare(operator: Comparison, left: Json | undefined, right: Json | undefined): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return isLess(left, right);
    case '>':
      return isLess(right, left);
    case '<=':
      return isLess(left, right) || isEqual(left, right);
    case '>=':
      return isLess(right, left) || isEqual(left, right);
  }
}

/** Numbers compare as numbers, so that -0 is 0; everything else by what it holds. */
function isEqual(left: Json | undefined, right: Json | undefined): boolean {
  return left === right || isDeepStrictEqual(left, right);
}

function isLess(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return typeof left === 'string' && typeof right === 'string' && left < right;
}
