import { withoutAbsent } from '../document/behaviour.mjs';
import { afterPrefix, findNamed, normalised, placeholders, queryPlaceholders } from '../document/names.mjs';
import { isTemplate, onlyName, templateNames } from './templates.mjs';

/**
 * What an exposed entry lets its caller give, and how that becomes what the consumed operation takes.
 *
 * @param bound the names of the document's binds: a template may mean those too.
 * @returns `inputs` by name, and `argument(name)`: where a parameter's value comes from, `{input}`, `{constant}` or `{template}`.
 */
export function wire(entry, operation, bound) {
  const inputs = new Map(entry.inputs.map((input) => [input.name, { ...input, declared: true }]));
  const declaresNone = entry.inputs.length === 0;
  const given = new Map(Object.entries(entry.with));
  const used = new Set();
  const taken = takenBy(operation, given, bound);
  const sources = new Map();

  const offer = (name, parameter, isReferred) => {
    const known = inputs.get(name);
    if (known) {
      const required = known.required || (parameter.required && parameter.in !== 'anywhere');
      const sentIn = [...(known.sentIn ?? []), parameter.in];
      inputs.set(name, { ...known, required, sentIn, schema: { ...parameter.schema, ...stated(known.schema) } });
    } else if (declaresNone || isReferred || parameter.required) {
      inputs.set(name, { ...parameter, name, sentIn: [parameter.in] });
    }
  };
  const take = (parameter, source, isReferred) => {
    sources.set(parameter.name, source);
    for (const name of inputsOf(source)) offer(name, parameter, isReferred);
  };
  const inputsOf = (source) => {
    if ('input' in source) return [source.input];
    if (!('template' in source)) return [];
    return templateNames(source.template).flatMap((name) => afterPrefix(name, entry.prefixes) ?? bareInput(name));
  };
  const bareInput = (name) => (bound.has(name) && !inputs.has(name) ? [] : [name]);
  /** An input of a like name, unless that is another parameter's own. */
  const ownInput = (name) => {
    const free = [...inputs.values()].filter((input) => !taken.some((other) => other.name === input.name));
    return { input: inputs.has(name) ? name : (findNamed(free, name)?.name ?? name) };
  };

  for (const parameter of taken) {
    const key = withKey(given, parameter.name, operation.parameters);
    const source = key === undefined ? ownInput(parameter.name) : readWith(given.get(key), entry.prefixes, bound);
    used.add(key);
    // A template makes a text of what it is given.
    take(
      'template' in source ? { ...parameter, schema: { name: parameter.name, type: 'string' } } : parameter,
      source,
      key !== undefined,
    );
  }
  if (operation.body !== undefined) {
    const unused = [...given].filter(([name]) => !used.has(name));
    for (const [name, value] of unused) take(anywhere(name), readWith(value, entry.prefixes, bound), true);
    for (const written of templateNames(operation.body)) {
      const name = afterPrefix(written, entry.prefixes);
      const argument = findKey(sources, name ?? written);
      if (name !== undefined && !inputs.has(name) && argument === undefined)
        take(anywhere(name), { input: name }, true);
      if (name === undefined && argument === undefined && !bound.has(written)) {
        take(anywhere(written), ownInput(written), true);
      }
    }
  }
  return { inputs, argument: (name) => sources.get(findKey(sources, name)) };
}

/** What a call can be given: the parameters the document fixes no value for, and the placeholders it declares nowhere. */
function takenBy({ path, parameters }, given, bound) {
  // A path may write out its query, with placeholders for what is declared there, and then needs it.
  const inQuery = new Set(queryPlaceholders(path));
  const isPlaced = ({ in: location, name }) => location === 'path' || (location === 'query' && inQuery.has(name));
  const open = parameters
    .filter(({ constant, in: location }) => constant === undefined && location !== 'environment')
    .map((parameter) => (isPlaced(parameter) ? needed(parameter) : parameter));
  const names = placeholders(path);
  const placed = parameters.filter(isPlaced);
  // One of a like name is meant where no placeholder has that one's own.
  const free = placed.filter((parameter) => !names.includes(parameter.name));
  const isDeclared = (name) =>
    placed.some((parameter) => parameter.name === name) || findNamed(free, name) !== undefined;
  const inferred = names.filter((name) => !isDeclared(name) && (given.has(name) || !bound.has(name)));
  return [
    ...[...new Set(inferred)].map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...open,
  ];
}

/** A template that is one name and nothing else stands for the value itself, of whatever type it is. */
function readWith(value, prefixes, bound) {
  if (typeof value !== 'string') return { constant: value };
  const only = isTemplate(value) ? onlyName(value) : undefined;
  if (only !== undefined && !bound.has(only)) return { input: afterPrefix(only, prefixes) ?? only };
  if (isTemplate(value)) return { template: value };
  const input = afterPrefix(value, prefixes);
  return input === undefined ? { constant: value } : { input };
}

/** A key of `with` for a parameter; one of a like name only when that is not another parameter's own. */
function withKey(given, name, parameters) {
  if (given.has(name)) return name;
  return [...given.keys()].find(
    (key) => normalised(key) === normalised(name) && !parameters.some((other) => other.name === key),
  );
}

function findKey(map, name) {
  return map.has(name) ? name : [...map.keys()].find((key) => normalised(key) === normalised(name));
}

/** What only a written body takes: the document says nothing of its type and place. */
function anywhere(name) {
  return { name, in: 'anywhere', required: true, schema: {} };
}

function needed(parameter) {
  return { ...parameter, required: true };
}

/** What a schema says, without a type that is none. */
function stated(schema) {
  const { type, ...rest } = withoutAbsent(schema);
  return types.has(String(type).toLowerCase()) ? { ...rest, type } : rest;
}

const types = new Set('string number float double integer int long boolean bool object array'.split(' '));
