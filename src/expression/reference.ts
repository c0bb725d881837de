/** `rest.filter[version.first]` → prefix `rest`, name `filter[version.first]`: the name is everything after the first dot. */
export interface Reference {
  readonly prefix: string;
  readonly name: string;
}

/** @returns undefined when the text has no dot with something on both sides. */
export function parseReference(text: string): Reference | undefined {
  const dot = text.indexOf('.');
  if (dot <= 0 || dot === text.length - 1) return undefined;
  return { prefix: text.slice(0, dot), name: text.slice(dot + 1) };
}

/** What a name in a template means where some names are known. */
export type NameReading =
  /** One of those, by itself or behind a prefix. */
  | { readonly kind: 'known'; readonly name: string }
  /** A member of one of those, which is asked for by that one's name alone. */
  | { readonly kind: 'member' }
  | { readonly kind: 'other' };

export function readName(name: string, known: ReadonlySet<string>): NameReading {
  if (known.has(name)) return { kind: 'known', name };
  const reference = parseReference(name);
  if (reference && known.has(reference.prefix)) return { kind: 'member' };
  const behind = reference && behindPrefix(reference.name, known);
  return behind === undefined ? { kind: 'other' } : { kind: 'known', name: behind };
}

/** The known name a prefix stands before; a prefix is a namespace, which may hold dots itself. */
function behindPrefix(text: string, known: ReadonlySet<string>): string | undefined {
  if (known.has(text)) return text;
  const rest = parseReference(text)?.name;
  return rest === undefined ? undefined : behindPrefix(rest, known);
}
