import type { Call, ConsumedOperation, ExposedOperation, Output } from '../capability/model.ts';
import type { Api } from '../consume/api.ts';
import { canceled, collect } from '../consume/collect.ts';
import type { Cancel, Receiver } from '../consume/receiver.ts';
import type { Variables } from '../consume/variables.ts';
import type { ContractOperation } from '../contract/contract.ts';
import { loosened } from '../contract/relax.ts';
import type { JsonSchema } from '../json/schema.ts';
import { compileInputCheck } from './check-inputs.ts';
import { compileCall, type CompiledCall } from './compile-call.ts';
import { inputSchema } from './input-schema.ts';
import { compileMapping, mappingSchema, type Mapping } from './map-output.ts';
import type { CallContext, Inputs, Operation, Outcome, Prepared } from './operation.ts';
import { compileAnswerReader, tooDeep, type Conversion } from './read-answer.ts';
import { stoppedAt } from './stopped-flow.ts';
import { withSoundSchemas } from './sound-schemas.ts';
import { compileCallStep, compileLookupStep, type CompiledStep } from './steps.ts';
import { typeInputs, type ContractMode } from './typed-inputs.ts';
import { asJson, compileArguments, createLookup, type Context, type Lookup } from './values.ts';

export interface OperationOptions {
  /** The API that a consumed operation belongs to. */
  readonly api: (call: ConsumedOperation) => Api;
  readonly contract: (call: ConsumedOperation) => ContractOperation | undefined;
  readonly contractMode: ContractMode;
  readonly variables: Variables;
  /** The text of the schema file that a consumed operation's `answer.schema` names. */
  readonly schemaText: (call: ConsumedOperation) => string | undefined;
  /** The largest answer that is held in memory, in bytes. Streamed answers have no limit. */
  readonly maxAnswerBytes: number;
}

/** What is done with inputs that have been checked. */
interface Runner {
  prepare(context: Context): Prepared;
  run(context: Context, caller: CallContext | undefined): Outcome | Promise<Outcome>;
  readonly stream?: (context: Context, receiver: Receiver) => Cancel;
}

/**
 * Compiles an exposed operation: everything that can be decided before a call is decided here.
 *
 * @throws InvalidExpression when a template or a JSONPath of it cannot be read.
 */
export function compileOperation(exposed: ExposedOperation, options: OperationOptions): Operation {
  const { contractMode } = options;
  const contract = exposed.flow.kind === 'call' ? options.contract(exposed.flow.call) : undefined;
  const documented = withSoundSchemas(exposed.inputs);
  const inputs = typeInputs({ ...exposed, inputs: documented }, contract, contractMode);
  const schema = inputSchema(inputs);
  const check =
    contractMode === 'off' ? compileInputCheck(documented, inputSchema(documented)) : compileInputCheck(inputs, schema);
  const runner = compileRunner(exposed, options);
  const bind = compileBindings(exposed, options.variables);
  const { stream } = runner;
  return {
    name: exposed.name,
    description: exposed.description ?? contract?.description ?? contract?.summary ?? '',
    hints: exposed.hints,
    inputs,
    inputSchema: schema,
    resultSchema: resultSchema(exposed.output, contract),
    warmUp: () => check.prepare(),
    prepare(given) {
      const problem = check(given);
      return problem ? { failure: problem } : runner.prepare(bind(given));
    },
    async run(given, caller) {
      const problem = check(given);
      return problem ? { kind: 'failure', failure: problem } : runSafely(runner, bind(given), caller);
    },
    ...(stream && {
      stream(given: Inputs, receiver: Receiver): Cancel {
        const problem = check(given);
        if (!problem) return stream(bind(given), receiver);
        receiver.fail(problem);
        return () => undefined;
      },
    }),
  };
}

/** To look at every answer for how deep it is would slow all of them down; the stack ends only where one is too deep. */
async function runSafely(runner: Runner, context: Context, caller: CallContext | undefined): Promise<Outcome> {
  try {
    return await runner.run(context, caller);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'failure', failure: tooDeep };
  }
}

function compileRunner(exposed: ExposedOperation, options: OperationOptions): Runner {
  switch (exposed.flow.kind) {
    case 'call':
      return compileCallRunner(exposed, exposed.flow, options);
    case 'steps':
      return compileStepRunner(exposed, exposed.flow.steps, options);
    case 'mock':
      return compileMock(exposed, options.variables);
  }
}

function compileCallRunner(exposed: ExposedOperation, flow: Call, options: OperationOptions): Runner {
  const { output } = exposed;
  const lookup = createLookup(knownNames(exposed), options.variables);
  const call = compileCall(flow, options.api(flow.call), options.contract(flow.call), lookup);
  const readAnswer = compileAnswerReader(flow.call.answer, output.kind, options.schemaText(flow.call));
  const mapping = output.kind === 'mapped' ? compileMapping(output.shape, listsOf(flow)) : undefined;
  return {
    prepare: (context) => prepared(call, context),
    async run(context, caller) {
      const request = call.prepare(context);
      if ('failure' in request) return { kind: 'failure', failure: request.failure };
      const answer = await collect((receiver) => call.api.send(request.request, receiver), {
        maxBytes: options.maxAnswerBytes,
        whenGone: caller?.whenGone,
      });
      if ('failure' in answer) return { kind: 'failure', failure: answer.failure };
      return readAnswer(answer, mapping && conversion(mapping, context, lookup));
    },
    ...(output.kind === 'untouched' && { stream: (context, receiver) => stream(call, context, receiver) }),
  };
}

function compileStepRunner(
  exposed: ExposedOperation,
  steps: Extract<ExposedOperation['flow'], { kind: 'steps' }>['steps'],
  options: OperationOptions,
): Runner {
  const known = new Set(knownNames(exposed));
  const compiled: CompiledStep[] = [];
  for (const [index, step] of steps.entries()) {
    const lookup = createLookup(new Set(known), options.variables);
    if (step.kind === 'lookup') compiled.push(compileLookupStep(step, lookup));
    else {
      const { call } = step;
      const compiledCall = compileCall(step, options.api(call), options.contract(call), lookup);
      const read = compileAnswerReader(call.answer, 'decoded', options.schemaText(call));
      compiled.push(
        compileCallStep(step, compiledCall, (answer) => read(answer, undefined), {
          maxBytes: options.maxAnswerBytes,
          isLast: index === steps.length - 1,
        }),
      );
    }
    known.add(step.name);
  }
  const lookup = createLookup(known, options.variables);
  const mapping = exposed.output.kind === 'mapped' ? compileMapping(exposed.output.shape) : undefined;
  const first = compiled.find(({ call }) => call)?.call;
  return {
    prepare: (context) => (first ? prepared(first, context) : { request: undefined, origin: '' }),
    async run(inputs, caller) {
      const context: Record<string, unknown> = Object.assign(Object.create(null), inputs);
      let isGone = false;
      caller?.whenGone?.(() => (isGone = true));
      for (const [index, step] of compiled.entries()) {
        const result = isGone ? { ended: canceledFlow } : await step.run(context, caller);
        if ('ended' in result) return stoppedAt(step.written, steps.slice(0, index), result.ended);
        context[step.name] = result.value;
      }
      const results = asJson(context);
      const value = mapping ? mapping(results, (name, inSection) => lookup(context, name, inSection)) : results;
      return { kind: 'value', value, text: JSON.stringify(value) };
    },
  };
}

const canceledFlow: Outcome = { kind: 'failure', failure: canceled };

function compileMock(exposed: ExposedOperation, variables: Variables): Runner {
  const lookup = createLookup(knownNames(exposed), variables);
  const mapping = exposed.output.kind === 'mapped' ? compileMapping(exposed.output.shape) : undefined;
  return {
    prepare: () => ({ request: undefined, origin: '' }),
    run(context) {
      const value = mapping ? mapping({}, (name, inSection) => lookup(context, name, inSection)) : {};
      return { kind: 'value', value, text: JSON.stringify(value) };
    },
  };
}

function prepared(call: CompiledCall, context: Context): Prepared {
  const result = call.prepare(context);
  return 'failure' in result ? result : { ...result, origin: call.api.origin ?? '' };
}

function stream(call: CompiledCall, context: Context, receiver: Receiver): Cancel {
  const result = call.prepare(context);
  if ('request' in result) return call.api.send(result.request, receiver);
  receiver.fail(result.failure);
  return () => undefined;
}

function conversion(mapping: Mapping, context: Context, lookup: Lookup): Conversion {
  return (value) => mapping(value, (name, inSection) => lookup(context, name, inSection));
}

function listsOf({ call }: Call): 'exact' | 'loose' {
  return call.answer.format === 'xml' ? 'loose' : 'exact';
}

/** Where a `with` stands beside a `ref`, it fills inputs of what is referred to. */
function compileBindings({ bindings, inputs }: ExposedOperation, variables: Variables): (given: Inputs) => Context {
  if (bindings.length === 0) return (given) => given;
  const lookup = createLookup(new Set(inputs.map(({ name }) => name)), variables);
  const fill = compileArguments(bindings, lookup);
  return (given) => ({ ...given, ...fill(given) });
}

function knownNames({ inputs, bindings }: ExposedOperation): ReadonlySet<string> {
  return new Set([...inputs.map(({ name }) => name), ...bindings.map(({ parameter }) => parameter)]);
}

function resultSchema(output: Output, contract: ContractOperation | undefined): JsonSchema | undefined {
  if (output.kind === 'untouched') return contract?.result && loosened(contract.result);
  if (output.kind === 'decoded') return undefined;
  const schema = mappingSchema(output.shape);
  return schema.type === 'object' ? schema : undefined;
}
