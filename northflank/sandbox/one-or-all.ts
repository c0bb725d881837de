/** The entry with an id where one is given, otherwise all. @throws what `absent` makes, when there is no such entry. */
export function oneOrAll<Entry>(
  entries: ReadonlyMap<string, Entry>,
  id: string | undefined,
  absent: () => Error,
): readonly Entry[] {
  if (id === undefined) return [...entries.values()];
  const found = entries.get(id);
  if (found === undefined) throw absent();
  return [found];
}
