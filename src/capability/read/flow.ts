import { wireCall, type FoundInputs } from '../infer/inputs.ts';
import { isMissing, resolveCall, type ExposedRoute } from '../infer/call.ts';
import { inputNames, readValue } from '../infer/value.ts';
import { closestName } from '../../json/closest-name.ts';
import type { Argument, ExposedOperation, Flow, Input, Parameter } from '../model.ts';
import type { Reader } from '../reader.ts';
import type { AggregateFlow, Scope } from '../scope.ts';
import { readMockOutput, readOutput } from './output.ts';
import { readSemantics, type Semantics } from './hints.ts';
import { reportUnused } from './report-unused.ts';
import { readStepOutput, readSteps } from './steps.ts';
import { readToolInputs } from './tool-inputs.ts';

/** What an exposed entry does: everything of it that is not a matter of its protocol. */
export interface ReadFlow extends Pick<ExposedOperation, 'inputs' | 'bindings' | 'flow' | 'output'> {
  /** Of the operation it calls or the flow it refers to, for an entry that has none of its own. */
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly semantics: Semantics | undefined;
}

/** An entry as those know it who use it. */
export interface Exposed {
  /** For messages: `GET /jobs/{id}`, `the tool list-jobs`. */
  readonly words: string;
  /** Of a REST operation, to tell operations of the same name apart. */
  readonly route?: ExposedRoute;
  /** Whether callers can give nothing but what the entry declares, as those of a resource can. */
  readonly isClosed?: boolean;
}

/**
 * Reads what an exposed entry does: it calls one operation, runs steps, refers to an aggregate's flow, or answers with
 * constants.
 *
 * @param declared the inputs the entry declares itself.
 * @returns undefined, reported, when it cannot be run.
 */
export function readFlow(
  entry: Reader,
  declared: readonly Input[],
  scope: Scope,
  exposed: Exposed,
): ReadFlow | undefined {
  if (entry.has('ref')) {
    reportUnused(entry, exposed.words, 'ref', ['call', 'steps']);
    return readReference(entry, declared, scope);
  }
  if (entry.has('call')) {
    reportUnused(entry, exposed.words, 'call', ['steps']);
    return readCall(entry, declared, scope, exposed);
  }
  if (entry.has('steps')) return readStepFlow(entry, declared, scope, exposed);
  if (entry.has('outputParameters')) {
    // Of two inputs of one name the later is meant, as it is for those of a call.
    const inputs = [...new Map(declared.map((input) => [input.name, input])).values()];
    return { ...nothing, inputs, flow: { kind: 'mock' }, output: readMockOutput(entry) };
  }
  entry.report(
    'calls-nothing',
    `There is neither a call, nor steps, nor outputs in ${exposed.words}; it is left out.`,
    {
      fix: 'Give it a `call: namespace.operation`.',
    },
  );
  return undefined;
}

const nothing = { bindings: [], name: undefined, description: undefined, semantics: undefined } as const;

function readCall(
  entry: Reader,
  declared: readonly Input[],
  scope: Scope,
  { words, route, isClosed = false }: Exposed,
): ReadFlow | undefined {
  const call = resolveCall(entry, scope, route);
  if (!call) return undefined;
  const inputs: FoundInputs = new Map(declared.map((input) => [input.name, input]));
  const offers = ({ required }: Parameter): boolean => required || !isClosed;
  const flow = wireCall(entry, call, inputs, { scope: { ...scope, steps: noSteps }, offers });
  if (!isClosed) reportInferred(entry, words, declared, inputs, `${call.namespace}.${call.name}`);
  return {
    ...nothing,
    inputs: [...inputs.values()],
    flow,
    output: readOutput(entry, call.answer.format),
    name: call.name,
    description: call.description,
  };
}

const noSteps: ReadonlySet<string> = new Set();

function readStepFlow(
  entry: Reader,
  declared: readonly Input[],
  scope: Scope,
  { words, isClosed = false }: Exposed,
): ReadFlow | undefined {
  const inputs: FoundInputs = new Map(declared.map((input) => [input.name, input]));
  const bindings = readBindings(entry, inputs, scope);
  const steps = readSteps(entry, inputs, scope);
  if (!steps) return undefined;
  const bound = new Set(bindings.map(({ parameter }) => parameter));
  const offered = [...inputs.values()].filter(({ name }) => !bound.has(name));
  if (!isClosed) {
    reportInferred(entry, words, declared, new Map(offered.map((input) => [input.name, input])), 'its steps');
  }
  return {
    ...nothing,
    inputs: offered,
    bindings,
    flow: { kind: 'steps', steps },
    output: readStepOutput(entry, steps),
  };
}

/** Runs an aggregate's flow: what the entry writes itself wins over what the flow says. */
function readReference(entry: Reader, declared: readonly Input[], scope: Scope): ReadFlow | undefined {
  const ref = entry.text('ref') ?? '';
  const target = scope.flows.get(ref);
  if (!target) {
    if (isMissing(ref, scope.missing)) return undefined;
    const known = [...scope.flows.keys()];
    const close = closestName(ref, known);
    entry.report('unknown-ref', `\`ref: ${ref}\` names no flow of an aggregate; the entry is left out.`, {
      key: 'ref',
      fix:
        known.length > 0
          ? `${close === undefined ? '' : `Did you mean ${close}? `}There is ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`
          : 'There are no aggregates.',
    });
    return undefined;
  }
  const flow = readAggregateFlow(target, scope);
  if (!flow) return undefined;
  const inputs: FoundInputs = new Map(declared.map((input) => [input.name, input]));
  const offered = new Set(flow.inputs.map(({ name }) => name));
  const written = readBindings(entry, inputs, scope, [...offered]);
  const bindings = written.filter(({ parameter }) => offered.has(parameter));
  const bound = new Set(bindings.map(({ parameter }) => parameter));
  const others = written.filter(({ parameter }) => !offered.has(parameter));
  for (const input of flow.inputs) {
    const own = inputs.get(input.name);
    if (own) inputs.set(input.name, { ...own, schema: { ...input.schema, ...own.schema } });
    else if (!bound.has(input.name)) inputs.set(input.name, input);
  }
  return {
    ...flow,
    inputs: [...inputs.values()],
    bindings: [...bindings, ...flow.bindings],
    flow: overrideArguments(flow.flow, others, entry, ref),
    output: entry.has('outputParameters') ? readOutput(entry, 'json') : flow.output,
  };
}

/** What is no input of the flow that is referred to may be a parameter of what that one calls. */
function overrideArguments(flow: Flow, written: readonly Argument[], entry: Reader, ref: string): Flow {
  const takes = flow.kind === 'call' ? new Set(flow.call.parameters.map(({ name }) => name)) : new Set();
  for (const { parameter } of written.filter((argument) => !takes.has(argument.parameter))) {
    entry.report('unknown-argument', `\`with\` passes \`${parameter}\`, which ${ref} does not take; it is not sent.`, {
      key: 'with',
    });
  }
  const own = written.filter(({ parameter }) => takes.has(parameter));
  if (flow.kind !== 'call' || own.length === 0) return flow;
  const names = new Set(own.map(({ parameter }) => parameter));
  return { ...flow, arguments: [...flow.arguments.filter(({ parameter }) => !names.has(parameter)), ...own] };
}

function readAggregateFlow({ namespace, name, reader }: AggregateFlow, scope: Scope): ReadFlow | undefined {
  if (reader.has('ref')) {
    reader.report('unsupported', `The flow ${namespace}.${name} refers to another one, which flows cannot do.`, {
      key: 'ref',
    });
    return undefined;
  }
  const prefixes = new Set([...scope.prefixes, namespace]);
  const exposed = { words: `the flow ${namespace}.${name}` };
  const flow = readFlow(reader, readToolInputs(reader), { ...scope, prefixes }, exposed);
  const mediaType = reader.text('outputMediaType');
  return (
    flow && {
      ...flow,
      flow: mediaType === undefined ? flow.flow : withMediaType(flow.flow, mediaType),
      name,
      description: reader.text('description'),
      semantics: readSemantics(reader),
    }
  );
}

/** The flow whose answer is called something else; what steps come to is always JSON. */
function withMediaType(flow: Flow, mediaType: string): Flow {
  if (flow.kind !== 'call') return flow;
  return { ...flow, call: { ...flow.call, answer: { ...flow.call.answer, mediaType } } };
}

/** Where a `with` stands beside steps or a `ref`, it fills inputs of theirs. */
function readBindings(
  entry: Reader,
  inputs: FoundInputs,
  scope: Scope,
  offered: readonly string[] = [],
): readonly Argument[] {
  const written = entry.child('with');
  if (!written) return [];
  const valueScope = { ...scope, steps: noSteps, inputs: new Set([...inputs.keys(), ...offered]) };
  return written.keys().flatMap((parameter): readonly Argument[] => {
    const value = readValue(written.value(parameter) ?? null, valueScope);
    // An input that is filled with itself is the caller's to give.
    if ('input' in value && value.input === parameter) return [];
    for (const name of inputNames(value, valueScope)) {
      if (!inputs.has(name)) inputs.set(name, { name, in: 'query', required: false, schema: {} });
    }
    return [{ parameter, value }];
  });
}

function reportInferred(
  entry: Reader,
  words: string,
  declared: readonly Input[],
  inputs: ReadonlyMap<string, Input>,
  from: string,
): void {
  if (declared.length > 0 || inputs.size === 0) return;
  entry.report('inferred-inputs', `The inputs of ${words} come from ${from}: ${[...inputs.keys()].join(', ')}.`);
}
