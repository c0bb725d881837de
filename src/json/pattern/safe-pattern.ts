import { compilePattern } from './compile-pattern.ts';
import { createAutomaton, type Automaton } from './automaton.ts';
import { matchedSamples, sampleCharacters } from './character-samples.ts';
import { parsePattern, type PatternNode } from './parse-pattern.ts';

/** A pattern that takes more steps than this to look into is taken for unsafe. */
const mostSteps = 300_000;

/** Documents repeat a pattern at every operation that has it. */
const decided = new Map<string, boolean>();

/**
 * Says whether a regular expression can be matched in reasonable time. It cannot when some text leads from a place in it
 * back to that place in two ways: each repetition of that text doubles the ways to try (exponential degree of ambiguity;
 * Weber and Seidl, 1991). Repetitions of a group over a few times count as endless, and assertions as if they held.
 *
 * @param pattern a pattern of JSON Schema; what does not compile is not safe.
 */
export function isSafePattern(pattern: string): boolean {
  const known = decided.get(pattern);
  if (known !== undefined) return known;
  const safe = decide(pattern);
  decided.set(pattern, safe);
  return safe;
}

function decide(pattern: string): boolean {
  const expression = compilePattern(pattern);
  if (!expression) return false;
  return parsePattern(pattern)
    .flatMap(loops)
    .every((loop) => {
      const automaton = createAutomaton(loop);
      return automaton !== undefined && !isAmbiguous(automaton, expression.flags);
    });
}

/** The outermost repeated groups: only within one can a text lead back in two ways. */
function loops(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case 'sequence':
      return node.parts.flatMap(loops);
    case 'choice':
      return node.options.flatMap(loops);
    case 'repeat':
      if (node.body.kind === 'character') return [];
      return node.most > 1 ? [node] : loops(node.body);
    default:
      return [];
  }
}

function isAmbiguous({ characters, next }: Automaton, flags: string): boolean {
  const count = characters.length;
  const samples = sampleCharacters(characters.join(''));
  const matched = characters.map((source) => matchedSamples(source, flags, samples));
  const after = next.map((ways) => [...ways.keys()]);
  const before = inverted(after);
  let steps = 0;

  const pair = (one: number, other: number): number => one * count + other;
  const isSame = (at: number): boolean => Math.floor(at / count) === at % count;
  const overlap = (one: number, other: number): boolean => ((matched[one] ?? 0n) & (matched[other] ?? 0n)) !== 0n;

  /** The pairs of positions to which some text leads from `start`, one by one way and one by another. */
  function reachable(start: number, moves: readonly (readonly number[])[]): ReadonlySet<number> {
    const found = new Set([pair(start, start)]);
    // A Set grows while it is walked.
    for (const at of found) {
      if (steps > mostSteps) break;
      for (const one of moves[Math.floor(at / count)] ?? []) {
        for (const other of moves[at % count] ?? []) {
          steps += 1;
          if (overlap(one, other)) found.add(pair(one, other));
        }
      }
    }
    return found;
  }

  for (const [position, ways] of next.entries()) {
    const from = reachable(position, after);
    const to = reachable(position, before);
    if (steps > mostSteps) return true;
    if ([...from].some((at) => !isSame(at) && to.has(at))) return true;
    if ([...ways].some(([other, waysThere]) => waysThere > 1 && to.has(pair(other, other)))) return true;
  }
  return false;
}

function inverted(moves: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const before: number[][] = moves.map(() => []);
  for (const [from, targets] of moves.entries()) for (const to of targets) before[to]?.push(from);
  return before;
}
