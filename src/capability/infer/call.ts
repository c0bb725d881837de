import { normalisedName } from '../../expression/placeholders.ts';
import { parseReference } from '../../expression/reference.ts';
import type { Consume, ConsumedOperation } from '../model.ts';
import type { Reader } from '../reader.ts';

/**
 * Finds the consumed operation that an entry's `call` (`namespace.operation`) names.
 *
 * @param exposedPath to tell operations of the same name apart: the one whose path ends alike is meant.
 * @returns undefined, reported, when there is none.
 */
export function resolveCall(
  entry: Reader,
  consumes: readonly Consume[],
  exposedPath?: string,
): ConsumedOperation | undefined {
  const call = entry.requiredText('call');
  const reference = parseReference(call);
  const named = consumes
    .filter(({ namespace }) => namespace === reference?.prefix)
    .flatMap(({ operations }) => operations.filter(({ name }) => name === reference?.name));
  if (named.length === 0) {
    const known = consumes.flatMap(({ operations }) => operations.map(({ namespace, name }) => `${namespace}.${name}`));
    entry.report('unknown-call', `\`call: ${call}\` names no consumed operation; the entry is left out.`, {
      key: 'call',
      fix:
        known.length > 0
          ? `Consumed are ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`
          : 'Nothing is consumed.',
    });
    return undefined;
  }
  if (named.length > 1) {
    entry.report(
      'ambiguous-call',
      `\`call: ${call}\` names ${named.length} operations; the one whose path fits is called, else the first.`,
      {
        key: 'call',
        fix: 'Give the consumed operations names of their own.',
      },
    );
  }
  if (exposedPath === undefined) return named[0];
  const wanted = normalisedName(exposedPath);
  // Every path ends like the empty one, so the longest that fits is the one that is meant.
  return (
    named
      .filter(({ path }) => wanted.endsWith(normalisedName(path)))
      .toSorted((a, b) => normalisedName(b.path).length - normalisedName(a.path).length)[0] ?? named[0]
  );
}
