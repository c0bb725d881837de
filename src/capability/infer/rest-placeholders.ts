import { normalisedName, placeholders } from '../../expression/placeholders.ts';
import { callsOf } from '../calls.ts';
import type { Call, Flow, Input } from '../model.ts';
import type { Reader } from '../reader.ts';

/** The inputs as a REST caller gives them, and which placeholder of the exposed path feeds which. */
export interface Placed {
  readonly inputs: readonly Input[];
  readonly placeholders: ReadonlyMap<string, string>;
}

/**
 * Finds for each placeholder of an exposed path the input it feeds: the one of the same name, else of a name that differs
 * in case and punctuation only, else the one at the same position. A path value that the exposed path has lost is taken
 * from the query instead.
 */
export function placeInputs(
  path: string,
  method: string,
  inputs: readonly Input[],
  flow: Flow,
  operation: Reader,
): Placed {
  const called = callsOf(flow).map(({ call }) => call);
  const names = placeholders(path);
  const inPath = inputs.filter((input) => input.in === 'path');
  const feeds = new Map<string, string>();
  const taken = new Set<string>();
  const feed = (placeholder: string, input: Input | undefined): void => {
    if (!input || feeds.has(placeholder) || taken.has(input.name)) return;
    feeds.set(placeholder, input.name);
    taken.add(input.name);
  };

  for (const name of names)
    feed(
      name,
      inputs.find((input) => input.name === name),
    );
  for (const name of names)
    feed(
      name,
      inputs.find((input) => normalisedName(input.name) === normalisedName(name)),
    );
  const positions = flow.kind === 'call' ? inputsOfPath(flow) : inPath.map((input) => input.name);
  for (const [position, name] of names.entries())
    feed(
      name,
      inPath.find((input) => input.name === positions[position]),
    );

  const target = called.map((call) => `${call.namespace}.${call.name}`).join(' or ') || 'the answer';
  for (const name of names.filter((placeholder) => !feeds.has(placeholder))) {
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
      `${path} has no place for \`${name}\`, which ${called.map((call) => call.path).join(' or ')} needs; callers give it in the query.`,
      {
        fix: `Write \`{${name}}\` into the exposed path.`,
      },
    );
  }
  return {
    placeholders: feeds,
    inputs: inputs.map((input) => {
      if (taken.has(input.name)) return { ...input, in: 'path', required: true };
      return { ...input, in: placeOf(input, method) };
    }),
  };
}

/** The input that fills each placeholder of the path that is called; undefined for one that no input fills. */
function inputsOfPath({ call, arguments: wired }: Call): readonly (string | undefined)[] {
  const values = new Map(wired.map(({ parameter, value }) => [parameter, value]));
  return placeholders(call.path).map((name) => {
    const value = values.get(name);
    return value && 'input' in value ? value.input : undefined;
  });
}

/** Without a place in the path a value goes into the query, and so does a member of the body where there is no body. */
function placeOf(input: Input, method: string): Input['in'] {
  if (input.in === 'member' && (method === 'GET' || method === 'HEAD')) return 'query';
  return input.in === 'path' ? 'query' : input.in;
}
