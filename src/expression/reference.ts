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
