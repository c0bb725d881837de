import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json } from '../../json/json.ts';
import type { Comparison, Condition, JsonPath, Operand, Query, Segment, Selector } from './path.ts';
import { mostValues, TooManyValues } from './too-many-values.ts';

/** A selected value, and where it hangs; the root hangs nowhere. */
export interface Match {
  readonly value: Json;
  readonly parent?: Json;
  readonly key?: string | number;
}

/** One evaluation of a path: what `$` is in it, and how many values it may still look at. */
interface Walk {
  readonly path: JsonPath;
  readonly root: Json;
  left: number;
}

/**
 * Everything a path selects, in document order.
 *
 * @throws TooManyValues when it would take too long to find.
 */
export function selectAll(path: JsonPath, root: Json): readonly Match[] {
  return selectFrom(path.segments, root, { path, root, left: mostValues });
}

function selectFrom(segments: readonly Segment[], start: Json, walk: Walk): readonly Match[] {
  let matches: readonly Match[] = [{ value: start }];
  for (const segment of segments) {
    const next: Match[] = [];
    const visit = (value: Json): void => {
      for (const selector of segment.selectors) choose(selector, value, walk, next);
    };
    for (const { value } of matches) {
      if (segment.deep) visitAll(value, visit);
      else visit(value);
    }
    matches = next;
  }
  return matches;
}

function choose(selector: Selector, value: Json, walk: Walk, into: Match[]): void {
  count(walk);
  switch (selector.kind) {
    case 'name':
      if (isObject(value) && Object.hasOwn(value, selector.name)) into.push(child(value, selector.name, walk));
      return;
    case 'index': {
      if (!Array.isArray(value)) return;
      const index = selector.index < 0 ? value.length + selector.index : selector.index;
      if (index >= 0 && index < value.length) into.push(child(value, index, walk));
      return;
    }
    case 'slice':
      if (Array.isArray(value))
        for (const index of sliced(selector, value.length)) into.push(child(value, index, walk));
      return;
    case 'wildcard':
      for (const key of keysOf(value)) into.push(child(value, key, walk));
      return;
    case 'filter':
      for (const key of keysOf(value)) {
        const candidate = child(value, key, walk);
        if (holds(selector.test, candidate.value, walk)) into.push(candidate);
      }
  }
}

function count(walk: Walk): void {
  if (--walk.left < 0) throw new TooManyValues(walk.path.text);
}

function child(parent: Json, key: string | number, walk: Walk): Match {
  count(walk);
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

/** A value and everything below it. */
function visitAll(value: Json, visit: (value: Json) => void): void {
  visit(value);
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) visitAll(item, visit);
}

/** Whether a filter's condition holds for a candidate (RFC 9535 §2.3.5). */
function holds(condition: Condition, candidate: Json, walk: Walk): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, candidate, walk) && holds(condition.right, candidate, walk);
    case 'or':
      return holds(condition.left, candidate, walk) || holds(condition.right, candidate, walk);
    case 'not':
      return !holds(condition.condition, candidate, walk);
    case 'exists':
      return query(condition.query, candidate, walk).length > 0;
    case 'compare':
      return compare(
        condition.operator,
        operand(condition.left, candidate, walk),
        operand(condition.right, candidate, walk),
      );
  }
}

function query(asked: Query, candidate: Json, walk: Walk): readonly { readonly value: Json }[] {
  return selectFrom(asked.segments, asked.from === '@' ? candidate : walk.root, walk);
}

function operand(side: Operand, candidate: Json, walk: Walk): Json | undefined {
  return side.kind === 'literal' ? side.value : query(side.query, candidate, walk)[0]?.value;
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
