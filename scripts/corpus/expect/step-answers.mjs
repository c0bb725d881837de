import { entries } from '../document/entries.mjs';
import { follow, parsePath } from './json-path.mjs';
import { onlyName, templateNames } from './templates.mjs';

/** An upstream's answer to a step in which everything is that the steps and mappings behind it refer to. */
export function inventResult(entry, step, operation, random, results) {
  const lookup = entry.steps.find(({ type, index }) => type === 'lookup' && index === step.name);
  if (lookup) return inventList(lookup, results, random);
  const several = new Set(entry.steps.map(({ lookupValue }) => fieldOf(lookupValue, step.name)).filter(Boolean));
  const answer = {};
  for (const [count, field] of referredFields(entry, step.name).entries()) {
    const [first, ...rest] = field;
    const output = operation.outputs.find(({ name }) => name === first);
    const source = output ? (parsePath(output.value ?? output.mapping) ?? [first]) : [first];
    const value =
      several.has(field.join('.')) && random.chance(0.6)
        ? ['id-1', 7, 'nobody']
        : random.pick([`text ${count}`, `a/b ${count}`, count + 1]);
    put(answer, [...source, ...rest], several.has(field.join('.')) && !Array.isArray(value) ? 7 : value);
  }
  return answer;
}

/** Entries to find, one of them by a number where a text may be wanted. */
function inventList({ match, outputParameters }, results, random) {
  void results;
  const entry = (id) => ({
    [match]: id,
    ...Object.fromEntries(
      (outputParameters ?? []).filter(() => random.chance(0.9)).map((name) => [name, `${name} of ${id}`]),
    ),
    more: true,
  });
  return [entry('id-1'), entry('other'), entry('7')];
}

/** The fields of a step's result that others name: `$.step.a.b`, `{{step.a}}`, `step.a`. */
function referredFields({ steps, mappings }, name) {
  const texts = [
    ...steps.flatMap((step) => [...Object.values(step.with ?? {}), step.lookupValue]),
    ...entries(mappings).map(({ value }) => value),
  ].filter((text) => typeof text === 'string');
  const found = texts.flatMap((text) => {
    const paths = [
      text.startsWith('$') ? parsePath(text) : text.split('.'),
      ...templateNames(text).map((one) => one.split('.')),
    ];
    return paths.filter((path) => path?.[0] === name && path.length > 1).map((path) => path.slice(1));
  });
  return [...new Map(found.filter((path) => path[0] !== 'nowhere').map((path) => [path.join('.'), path])).values()];
}

function fieldOf(text, name) {
  const path =
    typeof text !== 'string' ? undefined : text.startsWith('$') ? parsePath(text) : onlyName(text)?.split('.');
  return path?.[0] === name ? path.slice(1).join('.') : undefined;
}

function put(target, [name, ...rest], value) {
  if (rest.length === 0) target[name] ??= value;
  else {
    if (follow(target, [name]) === undefined || typeof target[name] !== 'object') target[name] = {};
    put(target[name], rest, value);
  }
}
