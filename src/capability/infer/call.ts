import { normalisedName } from '../../expression/placeholders.ts';
import { closestName } from '../../json/closest-name.ts';
import type { Consume, ConsumedOperation } from '../model.ts';
import type { Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** So many names of operations are listed in a message. */
const mostListed = 8;

/** How an exposed REST operation is asked for. */
export interface ExposedRoute {
  readonly method: string;
  readonly path: string;
}

/**
 * Finds the consumed operation that an entry's `call` (`namespace.operation`) names.
 *
 * @param exposed to tell operations of the same name apart: the one whose path ends alike is meant.
 * @returns undefined, reported, when there is none.
 */
export function resolveCall(
  entry: Reader,
  { consumes, missing }: Pick<Scope, 'consumes' | 'missing'>,
  exposed?: ExposedRoute,
): ConsumedOperation | undefined {
  const call = entry.requiredText('call');
  const named = namedOperations(call, consumes);
  const [first] = named;
  if (!first) {
    if (call !== '' && !isMissing(call, missing)) reportUnknown(entry, call, consumes);
    return undefined;
  }
  if (named.length === 1) return first;
  const fitting = exposed && longestFit(named, exposed);
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

/** Every path ends like the empty one, so the longest that fits is meant; of several alike the one of the same method. */
function longestFit(
  named: readonly ConsumedOperation[],
  { method, path }: ExposedRoute,
): ConsumedOperation | undefined {
  const wanted = pathWords(path);
  const fits = named.filter((operation) => wanted.endsWith(pathWords(operation.path)));
  const longest = Math.max(...fits.map((operation) => pathWords(operation.path).length));
  const best = fits.filter((operation) => pathWords(operation.path).length === longest);
  return best.find((operation) => operation.method === method) ?? best[0];
}

/** What is left of a path where it is exposed: of the letters of other alphabets, some documents keep none there. */
function pathWords(path: string): string {
  return normalisedName(path).replaceAll(/[^a-z0-9]/g, '');
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
