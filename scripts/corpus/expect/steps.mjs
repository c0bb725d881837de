import { afterPrefix, splitPlaceholders } from '../document/names.mjs';
import { resolveCall } from '../document/resolve-call.mjs';
import { templateNames } from './templates.mjs';

/**
 * The calls that an entry's steps must come to, in order, and what the upstream should answer so that every later step
 * finds what it refers to. Behind a step whose outcome cannot be foretold nothing is expected.
 *
 * @returns `calls` of `{operation, path}`, the path a pattern below the base path; `answers` beside them; `inputs` the
 *   caller may give; `isWhole` when no call can follow the last of these.
 */
export function expectSteps(entry, operations) {
  const names = new Set(entry.steps.map(({ name }) => name));
  const references = fieldReferences(entry.steps, names);
  const calls = [];
  let isWhole = true;
  for (const step of entry.steps) {
    if (step.call === undefined) {
      if (step.type === 'lookup') continue;
      isWhole = false;
      break;
    }
    const operation = resolveCall(step.call, operations);
    if (!operation) return { calls: [], answers: [], inputs: [], missing: step.call };
    const lookup = entry.steps.find(({ type, index }) => type === 'lookup' && index === step.name);
    const answer = answerFor(operation, references.get(step.name) ?? [], lookup);
    calls.push({ operation, path: pathPattern(operation.path), answer });
    if (operation.format !== 'json') {
      isWhole = false;
      break;
    }
  }
  return { calls, inputs: stepInputs(entry, names), isWhole };
}

function pathPattern(path) {
  const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const parts = splitPlaceholders(path.split(/[?#]/)[0]).map((part) =>
    'text' in part ? escaped(part.text) : '[^/?]+',
  );
  return new RegExp(`^${parts.join('')}(?:\\?.*)?$`);
}

/** Step name to the fields that later steps read: `$.step.a.b` and `{{step.a.b}}`. */
function fieldReferences(steps, names) {
  const found = new Map();
  const paths = [...JSON.stringify(steps).matchAll(/\$\.([\w-]+)((?:\.[\w-]+)+)/g)].map(([, step, field]) => [
    step,
    field.slice(1),
  ]);
  const templates = templateNames(steps).map((name) => name.split(/\.(.*)/s, 2));
  for (const [step, field] of [...paths, ...templates]) {
    if (names.has(step) && field) found.set(step, [...(found.get(step) ?? []), field]);
  }
  return found;
}

/** An answer that holds the fields, where the operation's own output parameters take them from. */
function answerFor(operation, fields, lookup) {
  const answer = {};
  const wanted = lookup ? [...fields, lookup.match, ...(lookup.outputParameters ?? [])] : fields;
  for (const field of wanted.map(String)) {
    const [first, ...rest] = field.split('.');
    const output = operation.outputs.find(({ name }) => name === first);
    const source = /^\$\.([\w.-]+)$/.exec(String(output?.value ?? ''))?.[1] ?? first;
    put(answer, [...source.split('.'), ...rest], `answer-${field}`);
  }
  return JSON.stringify(lookup ? [answer] : answer);
}

function put(target, [name, ...rest], value) {
  if (rest.length === 0) target[name] ??= value;
  else {
    if (typeof target[name] !== 'object') target[name] = {};
    put(target[name], rest, value);
  }
}

/** The declared inputs, and what the steps refer to besides one another. */
function stepInputs(entry, names) {
  const referred = entry.steps.flatMap((step) =>
    Object.values(step.with ?? {}).flatMap((value) => {
      if (typeof value !== 'string') return [];
      const own = afterPrefix(value, entry.prefixes);
      return own === undefined ? templateNames(value).map((name) => afterPrefix(name, entry.prefixes) ?? name) : [own];
    }),
  );
  const inferred = [...new Set(referred)]
    .filter((name) => !names.has(name.split('.')[0]) && !entry.inputs.some((input) => input.name === name))
    .map((name) => ({ name, in: 'anywhere', required: true, schema: { type: 'string' } }));
  return [...entry.inputs, ...inferred];
}
