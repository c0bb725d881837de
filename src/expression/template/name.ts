import { Payload } from '../../json/payload.ts';

/**
 * Gives the value of a name; undefined when there is none.
 *
 * @param inSection whether the name stands in a section, which has names of its own: what the section's item lacks may be
 * an input all the same, but is never meant for a variable of the environment.
 */
export type Lookup = (name: string, inSection?: boolean) => unknown;

/** A name as a template writes it, and how it can be read. */
export interface Name {
  readonly text: string;
  /** A name with dots as members of a shorter name, the longest such name first: `a.b` and `c`, `a` and `b`, `c`. */
  readonly readings: readonly { readonly head: string; readonly members: readonly string[] }[];
}

export function compileName(text: string): Name {
  const steps = text === '.' ? [text] : text.split('.');
  const readings = steps.slice(1).map((_, index) => {
    const cut = steps.length - 1 - index;
    return { head: steps.slice(0, cut).join('.'), members: steps.slice(cut) };
  });
  return { text, readings };
}

/** The value of a name: as it is written, dots and all, or else member by member. */
export function find(name: Name, lookup: Lookup): unknown {
  const value = plain(lookup(name.text));
  if (value !== undefined) return value;
  for (const { head, members } of name.readings) {
    const found = members.reduce(ownMember, plain(lookup(head)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A member that the value itself has; what its prototype has is none. */
export function ownMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name]; // any object can be asked for a name
}

function plain(value: unknown): unknown {
  return value instanceof Payload ? value.value : value;
}
