import { resolveCall } from '../infer/call.ts';
import { wireCall, type FoundInputs } from '../infer/inputs.ts';
import { inputNames, readValue, type ValueScope } from '../infer/value.ts';
import { firstMember, memberPath } from '../../expression/json-path/member-path.ts';
import { isObject, type Json } from '../../json/json.ts';
import type { Output, Shape, Step } from '../model.ts';
import type { Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { emptyShape, readShapes } from './output.ts';

/** Reads `steps`; undefined, reported, when one of them cannot be run, for half a flow is none. */
export function readSteps(entry: Reader, inputs: FoundInputs, scope: Scope): readonly Step[] | undefined {
  const steps: Step[] = [];
  const names = new Set<string>();
  for (const [index, { name: written, reader }] of entry.entries('steps').entries()) {
    const name = written ?? `step${index + 1}`;
    const step = readStep(name, reader, inputs, scope, { ...scope, steps: new Set(names) });
    if (!step) return undefined;
    steps.push(step);
    names.add(name);
  }
  if (steps.length > 0) return steps;
  entry.report('calls-nothing', `\`${entry.path}\` has no steps; it is left out.`, { key: 'steps' });
  return undefined;
}

function readStep(
  name: string,
  reader: Reader,
  inputs: FoundInputs,
  scope: Scope,
  valueScope: Omit<ValueScope, 'inputs'>,
): Step | undefined {
  const type = reader.text('type') ?? (reader.has('call') ? 'call' : reader.has('index') ? 'lookup' : 'call');
  if (type === 'lookup') return readLookup(name, reader, inputs, valueScope);
  if (type !== 'call') {
    reader.report(
      'unsupported',
      `The step \`${name}\` is of type \`${type}\`, which cannot be run here; its flow is left out.`,
      {
        key: 'type',
        fix: 'Use steps of type call and lookup.',
      },
    );
    return undefined;
  }
  const call = resolveCall(reader, scope);
  // Optional parameters of every step would crowd the inputs, and names would mean several things.
  return call && { ...wireCall(reader, call, inputs, { scope: valueScope, offers: ({ required }) => required }), name };
}

function readLookup(
  name: string,
  reader: Reader,
  inputs: FoundInputs,
  before: Omit<ValueScope, 'inputs'>,
): Step | undefined {
  const valueScope = { ...before, inputs: new Set(inputs.keys()) };
  const index = reader.requiredText('index');
  if (!valueScope.steps.has(index)) {
    reader.report(
      'unknown-step',
      `The step \`${name}\` looks into \`${index}\`, which is no step before it; its flow is left out.`,
      {
        key: 'index',
        fix: `Before it there ${valueScope.steps.size > 0 ? `is ${[...valueScope.steps].join(', ')}` : 'is none'}.`,
      },
    );
    return undefined;
  }
  const value = readValue(reader.value('lookupValue') ?? null, valueScope);
  for (const input of inputNames(value, valueScope)) {
    if (!inputs.has(input)) inputs.set(input, { name: input, in: 'query', required: true, schema: {} });
  }
  const fields = reader.list('outputParameters') ?? [];
  return {
    kind: 'lookup',
    name,
    index,
    match: reader.requiredText('match'),
    value,
    fields: fields.flatMap((field) =>
      typeof field === 'string' ? [field] : isObject(field) && typeof field['name'] === 'string' ? [field['name']] : [],
    ),
  };
}

/**
 * What a flow of steps answers: what its `mappings` build; else its outputs, each from its own path or from the member of
 * its name in the last step's result; else the last step's result.
 */
export function readStepOutput(entry: Reader, steps: readonly Step[]): Output {
  const outputs = readShapes(entry.entries('outputParameters'));
  const mappings = entry.entries('mappings');
  if (mappings.length > 0) {
    const built = mappings.map(({ reader }) => ({
      names: (reader.textOf('target', 'targetName') ?? '').split('.'),
      value: reader.value('value') ?? null,
    }));
    return { kind: 'mapped', shape: build(built, outputs) };
  }
  const last = steps.at(-1)?.name ?? '';
  if (!outputs) return { kind: 'mapped', shape: { ...emptyShape, path: memberPath(last) } };
  if (outputs.properties === undefined) return { kind: 'mapped', shape: below(last, outputs) };
  const properties = new Map(
    [...outputs.properties].map(([name, shape]) => [name, namesAStep(shape, steps) ? shape : below(last, shape)]),
  );
  return { kind: 'mapped', shape: { ...outputs, properties } };
}

function namesAStep({ path, constant, properties }: Shape, steps: readonly Step[]): boolean {
  if (path === undefined) return constant !== undefined || properties !== undefined;
  const first = firstMember(path);
  return steps.some(({ name }) => name === first);
}

/** The same shape, read from a step's result. */
function below(step: string, shape: Shape): Shape {
  return { ...shape, path: memberPath(step) + (shape.path ?? '$').trim().slice(1) };
}

interface Built {
  readonly names: readonly string[];
  /** A JSONPath; or a constant, which may be a template. */
  readonly value: Json;
}

/** An object out of targets, whose dots nest; the declared outputs say the types of its members. */
function build(mappings: readonly Built[], outputs: Shape | undefined): Shape {
  const properties = new Map<string, Shape>();
  for (const name of new Set(mappings.map(({ names }) => names[0] ?? ''))) {
    const group = mappings.filter(({ names }) => names[0] === name);
    const declared = outputs?.properties?.get(name);
    const leaf = group.find(({ names }) => names.length === 1);
    const inner = group.map(({ names, value }) => ({ names: names.slice(1), value }));
    properties.set(name, leaf ? { ...emptyShape, ...typed(declared), ...source(leaf.value) } : build(inner, declared));
  }
  return { ...emptyShape, type: 'object', properties };
}

function source(value: Json): Partial<Shape> {
  if (typeof value === 'string' && value.trim().startsWith('$')) return { path: value };
  if (!isObject(value)) return { constant: value };
  const members = Object.entries(value as Readonly<Record<string, Json>>);
  return { properties: new Map(members.map(([name, member]) => [name, { ...emptyShape, ...source(member) }])) };
}

function typed(declared: Shape | undefined): Partial<Shape> {
  return declared ? { type: declared.type, description: declared.description } : {};
}
