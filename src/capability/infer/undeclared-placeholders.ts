import { normalisedName, placeholders, queryPlaceholders, splitPath } from '../../expression/placeholders.ts';
import type { Parameter } from '../model.ts';
import type { Reader } from '../reader.ts';

export interface PlaceholderScope {
  /** Whether a name is a variable of a bind. */
  readonly isBound: (name: string) => boolean;
  /** The paths of which this has been said: all operations of a path lack the same. */
  readonly reportedPaths: Set<string>;
}

/**
 * Half of the published documents leave out the parameters of their paths. A placeholder that no parameter declares, not
 * even in other case or punctuation, and that is no variable of a bind, can be filled by nothing but a text the caller
 * gives, so it becomes a required one.
 *
 * @returns the path's parameters in its order, and then all others; and the path, which names its placeholders as they
 *   are declared.
 */
export function inferUndeclaredPlaceholders(
  path: string,
  declared: readonly Parameter[],
  operation: Reader,
  { isBound, reportedPaths }: PlaceholderScope,
): { readonly path: string; readonly parameters: readonly Parameter[] } {
  const names = [...new Set(placeholders(path))];
  // A path may write out its query; what stands in it is then sent there, and not once more beside it.
  const inQuery = new Set(queryPlaceholders(path));
  const isPlaced = ({ in: location, name }: Parameter): boolean =>
    location === 'path' || (location === 'query' && inQuery.has(name));
  const left = new Set(declared.filter(isPlaced));
  const found = new Map<string, Parameter>();
  const sameName = (a: string, b: string): boolean => a === b;
  const alike = (a: string, b: string): boolean => normalisedName(a) === normalisedName(b);
  for (const matches of [sameName, alike]) {
    for (const name of names.filter((candidate) => !found.has(candidate))) {
      const parameter = [...left].find((candidate) => matches(candidate.name, name));
      if (!parameter) continue;
      found.set(name, { ...parameter, name: placeable(parameter.name) ?? name, in: 'path', required: true });
      left.delete(parameter);
    }
  }
  const inPath = names.map((name) => found.get(name) ?? (isBound(name) ? variable(name) : infer(name)));
  if (!reportedPaths.has(path)) {
    reportInferred(path, inPath, operation);
    reportUnplaced(path, [...left], operation);
    reportedPaths.add(path);
  }
  const unplaced = [...left].map((parameter): Parameter => Object.assign({}, parameter, { required: false }));
  return {
    path: renamePlaceholders(path, found),
    parameters: [...inPath, ...unplaced, ...declared.filter((parameter) => !isPlaced(parameter))],
  };
}

/** A name that can stand in a placeholder; undefined for one that cannot. */
function placeable(name: string): string | undefined {
  return /^[^\s{}](?:[^{}]*[^\s{}])?$/.test(name) ? name : undefined;
}

function renamePlaceholders(path: string, declared: ReadonlyMap<string, Parameter>): string {
  return splitPath(path)
    .map((part) => ('text' in part ? part.text : `{${declared.get(part.name)?.name ?? part.name}}`))
    .join('');
}

function variable(name: string): Parameter {
  return { name, in: 'path', required: true, schema: { type: 'string' }, constant: `{{${name}}}` };
}

function infer(name: string): Parameter {
  return { name, in: 'path', required: true, schema: { type: 'string' }, inferred: true };
}

function reportInferred(path: string, parameters: readonly Parameter[], operation: Reader): void {
  const names = parameters.filter(({ inferred }) => inferred).map(({ name }) => name);
  if (names.length === 0) return;
  operation.report(
    'inferred-path-parameter',
    `The path ${path} needs ${names.map((name) => `\`${name}\``).join(' and ')}, declared nowhere; callers must give ${names.length > 1 ? 'them' : 'it'}, as text.`,
    {
      fix: `To say more of ${names.length > 1 ? 'each' : 'it'}, declare it: \`- {name: ${names[0]}, in: path, type: string}\`.`,
    },
  );
}

function reportUnplaced(path: string, parameters: readonly Parameter[], operation: Reader): void {
  for (const { name } of parameters) {
    operation.report(
      'unplaced-parameter',
      `\`${name}\` is \`in: path\`, but ${path} has no place for it; callers may give it, and it is not sent.`,
      { fix: `Write \`{${name}}\` into the path.` },
    );
  }
}
