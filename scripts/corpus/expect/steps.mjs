import { entries, isMapping } from '../document/entries.mjs';
import { afterPrefix, findNamed, placeholders } from '../document/names.mjs';
import { resolveCall } from '../document/resolve-call.mjs';
import { follow, parsePath } from './json-path.mjs';
import { expectRequest } from './request.mjs';
import { inventResult } from './step-answers.mjs';
import { coerce, project } from './shapes.mjs';
import { fillTemplate, isTemplate, onlyName, templateNames } from './templates.mjs';
import { basePathOf } from './variables.mjs';

/** What a flow of steps takes from its caller; `missing` names a call that is not there. */
export function readSteps(entry, operations) {
  const lost = entry.steps.find((step) => step.call !== undefined && !resolveCall(step.call, operations));
  return {
    missing: lost?.call,
    inputs: lost ? entry.inputs : [...stepInputs(entry), ...neededInputs(entry, operations)],
  };
}

/**
 * The requests that a flow of steps must come to, one after the other, and its answer. Behind a step whose outcome cannot be
 * foretold nothing is expected.
 *
 * @returns `calls` of `{expected, payload}`; `isWhole` when no call can follow the last of these; `answer`, undefined when
 *   it cannot be told.
 */
export function runSteps(entry, operations, { values, variables, random }) {
  const results = new Map();
  const calls = [];
  for (const step of entry.steps) {
    if (step.type === 'lookup') {
      results.set(step.name, lookUp(step, results, entry, values));
      continue;
    }
    if (step.call === undefined) return { calls, isWhole: false };
    const operation = resolveCall(step.call, operations);
    const argument = argumentsOf(step, entry, results, values);
    const wiring = { argument: (name) => constant(argument(name)) };
    const basePath = basePathOf(operation.consume);
    const expected = expectRequest({ entry, operation, wiring, variables, basePath, values });
    const payload = inventResult(entry, step, operation, random, results);
    calls.push({ operation, expected, payload: JSON.stringify(payload) });
    if (operation.format !== 'json') return { calls, isWhole: false };
    results.set(step.name, seenBySteps(payload, operation));
  }
  return { calls, isWhole: true, answer: answerOf(entry, results) };
}

function constant(value) {
  return value === undefined || value === null ? undefined : { constant: value };
}

/** A parameter's value: what `with` gives it, else the caller's input of its name. */
function argumentsOf(step, entry, results, values) {
  const given = Object.entries(step.with ?? {}).map(([name, value]) => ({ name, value }));
  return (name) => {
    const written = findNamed(given, name);
    if (written) return valueOf(written.value, entry, results, values);
    const own = findNamed(
      [...values.keys()].map((one) => ({ name: one })),
      name,
    );
    return own && values.get(own.name);
  };
}

function valueOf(written, entry, results, values) {
  if (typeof written !== 'string') return written;
  const named = (name) => {
    const [first, ...rest] = name.split('.');
    if (results.has(first)) return follow(results.get(first), rest);
    return values.get(afterPrefix(name, entry.prefixes) ?? name);
  };
  if (isTemplate(written)) {
    const only = onlyName(written);
    return only === undefined ? fillTemplate(written, named) : named(only);
  }
  const input = afterPrefix(written, entry.prefixes);
  if (input !== undefined) return values.get(input);
  if (written.startsWith('$')) return follow(Object.fromEntries([...values, ...results]), parsePath(written) ?? ['']);
  return results.has(written.split('.')[0]) ? named(written) : written;
}

/** The entry whose field says the same text; of several values the entries of those that are found. */
function lookUp({ index, match, lookupValue, outputParameters }, results, entry, values) {
  const wanted = valueOf(lookupValue, entry, results, values);
  const list = results.get(index);
  if (wanted === undefined) return null;
  const find = (value) => {
    const found = [list].flat().find((one) => isMapping(one) && String(one[match]) === String(value));
    return found && Object.fromEntries((outputParameters ?? []).map((name) => [name, found[name] ?? null]));
  };
  return Array.isArray(wanted) ? wanted.flatMap((one) => find(one) ?? []) : (find(wanted) ?? null);
}

/** A consumed operation's own outputs are what later steps see of an answer. */
function seenBySteps(payload, { outputs }) {
  if (outputs.length === 0) return payload;
  return Object.fromEntries(outputs.map((one) => [one.name, project(one, payload, () => undefined)]));
}

function answerOf({ mappings, outputs, steps }, results) {
  const declared = entries(outputs);
  const built = {};
  for (const { target, targetName, value } of entries(mappings)) {
    const path = parsePath(value);
    if (path === undefined) return undefined;
    const names = String(target ?? targetName).split('.');
    const type = typeOf(declared, names);
    put(built, names, coerce(follow(Object.fromEntries(results), path) ?? null, type));
  }
  if (Object.keys(built).length > 0) return built;
  return declared.length === 0 ? results.get(steps.at(-1)?.name) : undefined;
}

/** The type that the outputs declare for a member, or for one within it. */
function typeOf(declared, [name, ...rest]) {
  const found = declared.find((one) => one.name === name);
  return rest.length === 0 ? found?.type : found && typeOf(entries(found.properties), rest);
}

function put(target, [name, ...rest], value) {
  if (rest.length === 0) target[name] = value;
  else put((target[name] ??= {}), rest, value);
}

/** The declared inputs, and what the steps refer to besides one another. */
function stepInputs(entry) {
  const names = new Set(entry.steps.map(({ name }) => name));
  const referred = entry.steps.flatMap((step) =>
    [...Object.values(step.with ?? {}), step.lookupValue].flatMap((value) => {
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

/** What a call needs and its step does not pass, its caller must give. */
function neededInputs(entry, operations) {
  const known = stepInputs(entry);
  return entry.steps
    .filter((step) => step.call !== undefined)
    .flatMap((step) => {
      const { path, parameters } = resolveCall(step.call, operations);
      const open = parameters.filter(({ required, constant }) => required && constant === undefined);
      const named = [...open, ...placeholders(path).map((name) => ({ name, in: 'path', required: true, schema: {} }))];
      const passed = [...known, ...Object.keys(step.with ?? {}).map((name) => ({ name }))];
      return named.filter(({ name }) => !findNamed(passed, name));
    });
}
