import { normalisedName } from '../../expression/placeholders.ts';
import { closestName } from '../../json/closest-name.ts';
import type { Consume, ConsumedOperation } from '../model.ts';
import type { Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** So many names of operations are listed in a message. */
const mostListed = 8;

/**
 * Finds the consumed operation that an entry's `call` (`namespace.operation`) names.
 *
 * @param exposedPath to tell operations of the same name apart: the one whose path ends alike is meant.
 * @returns undefined, reported, when there is none.
 */
export function resolveCall(
  entry: Reader,
  { consumes, missing }: Pick<Scope, 'consumes' | 'missing'>,
  exposedPath?: string,
): ConsumedOperation | undefined {
  const call = entry.requiredText('call');
  const named = namedOperations(call, consumes);
  const [first] = named;
  if (!first) {
    if (call !== '' && !isMissing(call, missing)) reportUnknown(entry, call, consumes);
    return undefined;
  }
  if (named.length === 1) return first;
  const fitting = exposedPath === undefined ? undefined : longestFit(named, exposedPath);
  const meant = fitting ?? first;
  const why = fitting ? 'whose path fits' : 'the first of them';
  const words = `\`call: ${call}\` names ${named.length} operations; called is ${meant.method} ${meant.path}, ${why}.`;
  entry.report('ambiguous-call', words, { key: 'call', fix: 'Give the consumed operations names of their own.' });
  return meant;
}

/** Whether a name is one of a namespace that could not be imported. */
export function isMissing(name: string, missing: ReadonlySet<string>): boolean {
  return [...missing].some((namespace) => name.startsWith(`${namespace}.`));
}

/** Every path ends like the empty one, so the longest that fits is the one that is meant. */
function longestFit(named: readonly ConsumedOperation[], exposedPath: string): ConsumedOperation | undefined {
  const wanted = normalisedName(exposedPath);
  return named
    .filter(({ path }) => wanted.endsWith(normalisedName(path)))
    .toSorted((a, b) => normalisedName(b.path).length - normalisedName(a.path).length)[0];
}

function reportUnknown(entry: Reader, call: string, consumes: readonly Consume[]): void {
  const known = consumes.flatMap(({ operations }) => operations.map(({ namespace, name }) => `${namespace}.${name}`));
  entry.report('unknown-call', `\`call: ${call}\` names no consumed operation; the entry is left out.`, {
    key: 'call',
    fix: suggestion(call, known),
  });
}

function suggestion(call: string, known: readonly string[]): string {
  if (known.length === 0) return 'Nothing is consumed.';
  const operation = call.slice(call.indexOf('.') + 1);
  const close = known.find((name) => name.endsWith(`.${operation}`)) ?? closestName(call, known);
  const meant = close === undefined ? '' : `Did you mean ${close}? `;
  return `${meant}Consumed are ${known.slice(0, mostListed).join(', ')}${known.length > mostListed ? ', …' : ''}.`;
}

/** Namespaces may hold dots, and some documents write the resource between namespace and operation. */
function namedOperations(call: string, consumes: readonly Consume[]): readonly ConsumedOperation[] {
  const candidates = consumes.flatMap(({ namespace, operations }) =>
    call.startsWith(`${namespace}.`) ? [{ name: call.slice(namespace.length + 1), operations }] : [],
  );
  const exact = candidates.flatMap(({ name, operations }) => operations.filter((one) => one.name === name));
  if (exact.length > 0) return exact;
  return candidates.flatMap(({ name, operations }) =>
    operations.filter((one) => name.includes('.') && one.name === name.slice(name.indexOf('.') + 1)),
  );
}
