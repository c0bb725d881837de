import { firstMember } from '../../expression/json-path/member-path.ts';
import { normalisedName, placeholders } from '../../expression/placeholders.ts';
import { parseReference } from '../../expression/reference.ts';
import { templateNames } from '../../expression/template.ts';
import { callsOf } from '../calls.ts';
import type { Call, Flow, Input } from '../model.ts';
import type { Reader } from '../reader.ts';
import { sourcesOf } from '../sources.ts';

/** The inputs as a REST caller gives them, and which placeholder of the exposed path feeds which. */
export interface Placed {
  readonly inputs: readonly Input[];
  readonly placeholders: readonly (string | undefined)[];
}

/**
 * Finds for each placeholder of an exposed path the input it feeds: the one of the same name, else of a name that differs
 * in case and punctuation only, else the one at the same position. A path value that the exposed path has lost is taken
 * from the query instead.
 */
export function placeInputs(path: string, inputs: readonly Input[], flow: Flow, operation: Reader): Placed {
  const called = callsOf(flow).map(({ call }) => call);
  const names = placeholders(path);
  const inPath = inputs.filter((input) => input.in === 'path');
  const feeds: (string | undefined)[] = names.map(() => undefined);
  const taken = new Set<string>();
  const feed = (position: number, input: Input | undefined): void => {
    if (!input || feeds[position] !== undefined || taken.has(input.name)) return;
    feeds[position] = input.name;
    taken.add(input.name);
  };

  // An input that goes nowhere leaves its placeholder to one that is needed.
  const used = usedInputs(flow);
  const reaching = used ? inputs.filter(({ name }) => used.has(name)) : inputs;
  const feedAlike = (from: readonly Input[], isAlike: (input: string, placeholder: string) => boolean): void => {
    for (const [position, name] of names.entries())
      feed(
        position,
        from.find((input) => isAlike(input.name, name)),
      );
  };
  // Of several placeholders of one name only the position tells.
  const isOnly = (name: string): boolean => names.indexOf(name) === names.lastIndexOf(name);
  feedAlike(reaching, (input, name) => isOnly(name) && input === name);
  feedAlike(reaching, (input, name) => isOnly(name) && normalisedName(input) === normalisedName(name));
  const positions = flow.kind === 'call' ? inputsOfPath(flow) : inPath.map((input) => input.name);
  for (const [position] of names.entries())
    feed(
      position,
      inPath.find((input) => input.name === positions[position]),
    );
  feedAlike(inputs, (input, name) => input === name);

  const target = called.map((call) => `${call.namespace}.${call.name}`).join(' or ') || 'the answer';
  for (const name of names.filter((_, position) => feeds[position] === undefined)) {
    operation.report(
      'unused-placeholder',
      `\`{${name}}\` of ${path} feeds nothing that ${target} takes; it is ignored.`,
      {
        fix: `Say what it is for (\`with: {parameter: rest.${name}}\`), or leave it out of the path.`,
      },
    );
  }
  const lost = inPath.filter(({ name, required }) => required && !taken.has(name));
  for (const { name } of lost) {
    operation.report(
      'lossy-path',
      `${path} has no place for \`${name}\`, which ${called.map((call) => call.path).join(' or ') || 'the answer'} needs; callers give it in the query.`,
      {
        fix: `Write \`{${name}}\` into the exposed path.`,
      },
    );
  }
  const isLeft = (input: Input): boolean =>
    !names.includes(input.name) || taken.has(input.name) || reaching.includes(input);
  return {
    placeholders: feeds,
    inputs: inputs.filter(isLeft).map((input) => placed(input, taken.has(input.name))),
  };
}

/** The inputs that a call is made of; undefined where any may be looked at. */
function usedInputs(flow: Flow): ReadonlySet<string> | undefined {
  if (flow.kind !== 'call') return undefined;
  const sources = flow.arguments.flatMap(({ value }) => sourcesOf(value));
  return new Set(
    sources.flatMap((source) => {
      if ('input' in source) return [source.input];
      if ('path' in source) return firstMember(source.path) ?? [];
      return 'template' in source ? templateNames(source.template).flatMap(withoutPrefixes) : [];
    }),
  );
}

/** `rest.a.b` → `rest.a.b`, `a.b`, `b`: what a name in a template may mean. */
function withoutPrefixes(name: string): readonly string[] {
  const rest = parseReference(name)?.name;
  return rest === undefined ? [name] : [name, ...withoutPrefixes(rest)];
}

/** The input that fills each placeholder of the path that is called; undefined for one that no input fills. */
function inputsOfPath({ call, arguments: wired }: Call): readonly (string | undefined)[] {
  const values = new Map(wired.map(({ parameter, value }) => [parameter, value]));
  return placeholders(call.path).map((name) => {
    const value = values.get(name);
    return value && 'input' in value ? value.input : undefined;
  });
}

/** A path value without a place in the path goes into the query. */
function placed(input: Input, isInPath: boolean): Input {
  if (isInPath) return { ...input, in: 'path', required: true };
  return input.in === 'path' ? { ...input, in: 'query' } : input;
}
