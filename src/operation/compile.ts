import type { ExposedOperation, Output } from '../capability/model.ts';
import type { Cancel, Receiver } from '../consume/answer/receiver.ts';
import type { Variables } from '../consume/variables.ts';
import type { ContractOperation } from '../contract/contract.ts';
import { loosened } from '../contract/relax.ts';
import type { JsonSchema } from '../json/schema.ts';
import { compileInputCheck } from './inputs/check-inputs.ts';
import type { Failure } from '../problem/failure.ts';
import { inputSchema } from './inputs/input-schema.ts';
import { mappingSchema } from './run/map-output.ts';
import type { CallContext, Inputs, Operation } from './operation.ts';
import { compileCallRunner } from './run/run-call.ts';
import { compileMock } from './run/run-mock.ts';
import { compileStepRunner } from './run/run-steps.ts';
import type { OperationOptions, Runner } from './run/runner.ts';
import { withSoundSchemas } from './inputs/sound-schemas.ts';
import { typeInputs } from './inputs/typed-inputs.ts';
import { answerTooMuch, inputsTooMuch } from './run/too-much.ts';
import { compileArguments, createLookup, type Context } from './run/values.ts';

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
  const accept = (given: Inputs): { readonly context: Context } | { readonly failure: Failure } => {
    const failure = check(given);
    if (failure) return { failure };
    try {
      return { context: bind(given) };
    } catch (error) {
      return { failure: inputsTooMuch(error) };
    }
  };
  return {
    name: exposed.name,
    title: exposed.title,
    description: exposed.description ?? contract?.description ?? contract?.summary ?? '',
    hints: exposed.hints,
    scopes: exposed.scopes,
    confirm: exposed.confirm,
    maxResultSize: exposed.maxResultSize,
    inputs,
    inputSchema: schema,
    resultSchema: resultSchema(exposed.output, contract),
    warmUp: () => check.prepare(),
    prepare(given) {
      const accepted = accept(given);
      return 'failure' in accepted ? accepted : runner.prepare(accepted.context);
    },
    async run(given, caller) {
      const accepted = accept(given);
      if ('failure' in accepted) return { kind: 'failure', failure: accepted.failure };
      try {
        return await runner.run(accepted.context, caller);
      } catch (error) {
        return { kind: 'failure', failure: answerTooMuch(error) };
      }
    },
    ...(stream && {
      stream(given: Inputs, receiver: Receiver, caller?: CallContext): Cancel {
        const accepted = accept(given);
        if ('context' in accepted) return stream(accepted.context, receiver, caller);
        receiver.fail(accepted.failure);
        return () => undefined;
      },
    }),
  };
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

/** Where a `with` stands beside a `ref`, it fills inputs of what is referred to. */
function compileBindings({ bindings, inputs }: ExposedOperation, variables: Variables): (given: Inputs) => Context {
  if (bindings.length === 0) return (given) => given;
  const lookup = createLookup(new Set(inputs.map(({ name }) => name)), variables);
  const fill = compileArguments(bindings, lookup);
  return (given) => ({ ...given, ...fill(given) });
}

function resultSchema(output: Output, contract: ContractOperation | undefined): JsonSchema | undefined {
  if (output.kind === 'untouched') return contract?.result && loosened(contract.result);
  if (output.kind === 'decoded') return undefined;
  const schema = mappingSchema(output.shape);
  return schema.type === 'object' || schema.type === 'array' ? schema : undefined;
}
