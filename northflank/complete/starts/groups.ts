/** Things under names, several under one. */
export interface Groups<T> {
  under(name: string): Iterable<T>;
  add(name: string, thing: T): void;
  remove(name: string, thing: T): void;
}

export function createGroups<T>(): Groups<T> {
  const groups = new Map<string, Set<T>>();
  return {
    under: (name) => groups.get(name) ?? [],
    add(name, thing) {
      const group = groups.get(name);
      if (group) group.add(thing);
      else groups.set(name, new Set([thing]));
    },
    remove(name, thing) {
      const group = groups.get(name);
      group?.delete(thing);
      if (group?.size === 0) groups.delete(name);
    },
  };
}
