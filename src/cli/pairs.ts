import { usageError } from './exit.ts';

/** `NAME=VALUE` options, given any number of times. */
export function readPairs(option: string, given: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const text of given) {
    const equals = text.indexOf('=');
    if (equals < 1) throw usageError(`${option} takes NAME=VALUE, not \`${text}\`.`);
    pairs.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return pairs;
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
