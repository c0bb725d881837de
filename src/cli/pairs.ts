import { usageError } from './exit.ts';

/** `NAME=VALUE` options, given any number of times; of those of one name the last counts. */
export function readPairs(option: string, given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(given.map((text) => readPair(option, text)));
}

/** The same, with all values of a name. */
export function readLists(option: string, given: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const text of given) {
    const [name, value] = readPair(option, text);
    lists.set(name, [...(lists.get(name) ?? []), value]);
  }
  return lists;
}

function readPair(option: string, text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw usageError(`${option} takes NAME=VALUE, not \`${text}\`.`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

/** Options that take `NAMESPACE=VALUE`, or a bare value that stands for every namespace, kept under `*`. */
export function readNamespaced(
  given: readonly string[],
  isBare: (text: string) => boolean,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const text of given) {
    const equals = text.indexOf('=');
    if (equals < 1 || isBare(text)) pairs.set('*', text);
    else pairs.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return pairs;
}
