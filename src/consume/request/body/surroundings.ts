import type { Part, Variable } from '../../../expression/template/part.ts';
import { InvalidExpression } from '../../../expression/scanner.ts';

/** What encloses text in a language: quotes, comments and the like. */
export interface Language {
  /** Finds (flag `g`) what begins an enclosure; the match is the enclosure's name. */
  readonly opens: RegExp;
  /** By name, what is inside and then, as group 1, what ends it or nothing at the end of the text (flag `y`). No match: it is broken. */
  readonly enclosures: Readonly<Record<string, RegExp>>;
  /** What to say of a template that breaks an enclosure. */
  readonly broken: string;
}

/** What stands around a variable. */
export interface Surrounding {
  /** The name of the enclosure it is in; '' in none. */
  readonly within: string;
  /** The text right before it. */
  readonly before: string;
}

export interface Surroundings {
  readonly at: ReadonlyMap<Variable, Surrounding>;
  /** The enclosure that is open at the end of the template; '' for none. */
  readonly end: string;
}

/**
 * Reads, once and for all values, where the variables of a template stand.
 *
 * @throws InvalidExpression where that can differ from call to call, or would be in the middle of an escape.
 */
export function surroundingsOf(template: readonly Part[], language: Language): Surroundings {
  const at = new Map<Variable, Surrounding>();

  const walk = (parts: readonly Part[], begin: string): string => {
    let within = begin;
    for (const [index, part] of parts.entries()) {
      const previous = parts[index - 1];
      if (typeof part === 'string') {
        const after = enclosureAfter(part, within, language);
        if (after === undefined)
          throw new InvalidExpression(language.broken, offsetBetween(previous, parts[index + 1]));
        within = after;
      } else if (part.kind === 'variable') {
        at.set(part, { within, before: typeof previous === 'string' ? previous : '' });
      } else if (walk(part.parts, within) !== within) {
        const message = `What the section \`${part.name.text}\` opens, such as a quote, it must close as well`;
        throw new InvalidExpression(message, part.offset);
      }
    }
    return within;
  };
  return { end: walk(template, ''), at };
}

/** @returns undefined when what encloses the text is broken. */
function enclosureAfter(text: string, begin: string, { opens, enclosures }: Language): string | undefined {
  let within = begin;
  let position = 0;
  for (;;) {
    const enclosure = enclosures[within];
    const pattern = enclosure ?? opens;
    pattern.lastIndex = position;
    const found = pattern.exec(text);
    if (enclosure && !found) return undefined;
    if (!found || found[1] === '') return within;
    within = enclosure ? '' : found[0];
    position = pattern.lastIndex;
  }
}

/** The place of the tag before a text, or else of the one after it. */
function offsetBetween(previous: Part | undefined, next: Part | undefined): number {
  const tag = [previous, next].find((part) => typeof part === 'object');
  return typeof tag === 'object' ? tag.offset : 0;
}
