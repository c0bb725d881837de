import { parseReference } from '../expression/reference.ts';
import type { Bind, Consume } from './model.ts';
import type { Reader } from './reader.ts';

/** What names mean where something stands in a document. */
export interface Scope {
  readonly consumes: readonly Consume[];
  /** Namespaces that were left out, which was said then. */
  readonly missing: ReadonlySet<string>;
  /** The flows of the aggregates, by the `namespace.flow` that a `ref` gives. */
  readonly flows: ReadonlyMap<string, AggregateFlow>;
  /** What a reference to an own input may begin with: `rest`, `tools`, the namespace of the expose. */
  readonly prefixes: ReadonlySet<string>;
  /** Whether a name is a variable of a bind. */
  readonly isBound: (name: string) => boolean;
}

export interface AggregateFlow {
  readonly namespace: string;
  readonly name: string;
  readonly reader: Reader;
}

/** `env.KEY`, `<bind>.KEY` and the plain `KEY` of any bind are variables; `env` needs no bind of that name. */
export function boundNames(binds: readonly Bind[]): Scope['isBound'] {
  const namespaces = new Set(['env', ...binds.map(({ namespace }) => namespace)]);
  const keys = new Set(binds.flatMap((bind) => [...bind.keys.keys()]));
  return (name) => keys.has(name) || namespaces.has(parseReference(name)?.prefix ?? '');
}

/** The name of an input that a reference means: what follows an own prefix, and `body.` (a member of the body) after it. */
export function ownName(reference: string, prefixes: ReadonlySet<string>): string | undefined {
  const text = reference.startsWith('$this.') ? reference.slice('$this.'.length) : reference;
  // Namespaces may hold dots, so one prefix may begin like another: the longest is meant.
  const [prefix] = [...prefixes]
    .filter((one) => text.startsWith(`${one}.`) && text.length > one.length + 1)
    .toSorted((a, b) => b.length - a.length);
  return prefix === undefined ? undefined : text.slice(prefix.length + 1);
}
