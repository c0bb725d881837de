import type { PatternNode } from './parse-pattern.ts';

/** A pattern as the ways there are through its characters (Glushkov's automaton). */
export interface Automaton {
  /** The character matched at each position, a pattern in itself. */
  readonly characters: readonly string[];
  /** For each position those that can come after it, and in how many ways, counted to two. */
  readonly next: readonly ReadonlyMap<number, number>[];
}

/** How often a repetition is written out; one of more than that counts as endless. */
const mostCopies = { character: 20, group: 4 };

const mostPositions = 600;

type Ways = ReadonlyMap<number, number>;

/** What a part of a pattern begins with, ends with, and in how many ways it matches nothing at all. */
interface Part {
  readonly first: Ways;
  readonly last: Ways;
  readonly empty: number;
}

const nothing: Part = { first: new Map(), last: new Map(), empty: 1 };
const never: Part = { first: new Map(), last: new Map(), empty: 0 };

/** @returns undefined when the pattern is too large to be looked into. */
export function createAutomaton(root: PatternNode): Automaton | undefined {
  const characters: string[] = [];
  const next: Map<number, number>[] = [];

  function link(from: Ways, to: Ways): void {
    for (const [one, waysOut] of from) {
      const after = next[one];
      for (const [other, waysIn] of to) after?.set(other, atMostTwo((after.get(other) ?? 0) + waysOut * waysIn));
    }
  }

  function build(node: PatternNode): Part {
    switch (node.kind) {
      case 'character':
        return character(node.source);
      case 'sequence':
        return node.parts.reduce((before, part) => joined(before, build(part)), nothing);
      case 'choice':
        return node.options.map(build).reduce(either);
      case 'repeat':
        return repeated(node.body, node.least, node.most);
      case 'end':
        return never;
    }
  }

  function character(source: string): Part {
    if (characters.length === mostPositions) throw new TooLarge();
    const position = characters.push(source) - 1;
    next.push(new Map());
    const only = new Map([[position, 1]]);
    return { first: only, last: only, empty: 0 };
  }

  function joined(before: Part, after: Part): Part {
    link(before.last, after.first);
    return {
      first: sum(before.first, after.first, before.empty),
      last: sum(after.last, before.last, after.empty),
      empty: atMostTwo(before.empty * after.empty),
    };
  }

  function repeated(body: PatternNode, least: number, most: number): Part {
    const copies = copiesOf(body);
    if (least > copies || (most > copies && most !== Infinity)) return endless(body, Math.min(least, 1));
    let part = nothing;
    for (let count = 0; count < (most === Infinity ? least - 1 : least); count += 1) part = joined(part, build(body));
    if (most === Infinity) return joined(part, endless(body, Math.min(least, 1)));
    // The optional rest is nested, `a(a(a)?)?`, so that there is one way to have a given number of them.
    let rest = nothing;
    for (let count = least; count < most; count += 1) rest = optional(joined(build(body), rest));
    return joined(part, rest);
  }

  function endless(body: PatternNode, least: number): Part {
    const part = build(body);
    link(part.last, part.first);
    return least === 0 ? optional(part) : part;
  }

  try {
    build(root);
    return { characters, next };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

class TooLarge extends Error {}

/** Few ways through a group are many when it is repeated within another, or repeats something itself. */
function copiesOf(body: PatternNode): number {
  if (body.kind === 'character') return mostCopies.character;
  return isFlat(body) ? mostCopies.group : 1;
}

function isFlat(node: PatternNode): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.parts.every(isFlat);
    case 'choice':
      return node.options.every(isFlat);
    case 'repeat':
      return node.most <= (node.body.kind === 'character' ? mostCopies.character : 1) && isFlat(node.body);
    default:
      return true;
  }
}

/** A repetition that matches nothing ends there, so there is one way to do so. */
function optional(part: Part): Part {
  return { ...part, empty: 1 };
}

function either(one: Part, other: Part): Part {
  return {
    first: sum(one.first, other.first, 1),
    last: sum(one.last, other.last, 1),
    empty: atMostTwo(one.empty + other.empty),
  };
}

function sum(one: Ways, other: Ways, times: number): Ways {
  if (times === 0) return one;
  const ways = new Map(one);
  for (const [position, count] of other) ways.set(position, atMostTwo((ways.get(position) ?? 0) + count * times));
  return ways;
}

function atMostTwo(count: number): number {
  return Math.min(count, 2);
}
