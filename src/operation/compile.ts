import type { Argument, ExposedOperation } from '../capability/model.ts';
import type { Api } from '../consume/api.ts';
import { asText } from '../consume/encode.ts';
import type { Cancel, Receiver } from '../consume/receiver.ts';
import type { Arguments } from '../consume/request.ts';
import type { ContractOperation } from '../contract/contract.ts';
import { loosened } from '../contract/relax.ts';
import { compileTemplate } from '../expression/template.ts';
import type { JsonSchema } from '../json/schema.ts';
import type { Failure, FieldProblem } from '../problem/failure.ts';
import { collect } from '../consume/collect.ts';
import { compileInputCheck } from './check-inputs.ts';
import { inputSchema } from './input-schema.ts';
import { compileMapping, mappingSchema } from './map-output.ts';
import type { Inputs, Operation, Prepared } from './operation.ts';
import { readAnswer } from './read-answer.ts';
import { withSafePatterns } from './safe-patterns.ts';
import { fallbackBody, typeInputs, type ContractMode } from './typed-inputs.ts';

export interface OperationOptions {
  /** The API the operation calls. */
  readonly api: Api;
  readonly contract: ContractOperation | undefined;
  readonly contractMode: ContractMode;
  /** The largest answer that is held in memory, in bytes. Streamed answers have no limit. */
  readonly maxAnswerBytes: number;
}

/**
 * Compiles an exposed operation: everything that can be decided before a call is decided here.
 *
 * @throws InvalidExpression when a JSONPath of its output mapping cannot be read.
 */
export function compileOperation(exposed: ExposedOperation, options: OperationOptions): Operation {
  const { api, contract, contractMode, maxAnswerBytes } = options;
  const documented = withSafePatterns(exposed.inputs);
  const inputs = typeInputs({ ...exposed, inputs: documented }, contract, contractMode);
  const schema = inputSchema(inputs);
  const check =
    contractMode === 'off' ? compileInputCheck(documented, inputSchema(documented)) : compileInputCheck(inputs, schema);
  const plan = api.plan(exposed.call, fallbackBody(contract));
  const toArguments = compileArguments(exposed.arguments);
  const mapping = exposed.output.kind === 'mapped' ? compileMapping(exposed.output.shape) : undefined;

  const prepare = (given: Inputs): Prepared => {
    const problem = check(given) ?? api.blocked;
    if (problem) return { failure: problem };
    try {
      const request = plan(toArguments(given));
      return 'field' in request ? { failure: notSendable(request, exposed) } : { request };
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return {
        failure: notSendable({ field: '', message: 'a value holds half a character (a lone surrogate)' }, exposed),
      };
    }
  };

  const stream = (given: Inputs, receiver: Receiver): Cancel => {
    const prepared = prepare(given);
    if ('request' in prepared) return api.send(prepared.request, receiver);
    receiver.fail(prepared.failure);
    return () => undefined;
  };

  return {
    name: exposed.name,
    description: exposed.description ?? contract?.description ?? contract?.summary ?? '',
    hints: exposed.hints,
    inputs,
    inputSchema: schema,
    resultSchema: resultSchema(exposed, contract),
    warmUp: () => check.prepare(),
    prepare,
    async run(given, context) {
      const prepared = prepare(given);
      if ('failure' in prepared) return { kind: 'failure', failure: prepared.failure };
      const answer = await collect((receiver) => api.send(prepared.request, receiver), {
        maxBytes: maxAnswerBytes,
        whenGone: context?.whenGone,
      });
      return 'failure' in answer ? { kind: 'failure', failure: answer.failure } : readAnswer(answer, mapping);
    },
    ...(!mapping && { stream }),
  };
}

function resultSchema({ output }: ExposedOperation, contract: ContractOperation | undefined): JsonSchema | undefined {
  if (output.kind === 'untouched') return contract?.result && loosened(contract.result);
  const schema = mappingSchema(output.shape);
  return schema.type === 'object' ? schema : undefined;
}

/** Compiles the way from an operation's inputs to the arguments of the operation it calls. */
function compileArguments(wired: readonly Argument[]): (given: Inputs) => Arguments {
  const asTheyAre = wired.every(({ parameter, value }) => 'input' in value && value.input === parameter);
  // A name such as `constructor` would be found on any object, given or not.
  if (asTheyAre && !wired.some(({ parameter }) => parameter in {})) return (given) => given;
  const fillers = wired.map(({ parameter, value }) => [parameter, compileArgument(value)] as const);
  return (given) => {
    const values: Record<string, unknown> = Object.create(null);
    for (const [parameter, fill] of fillers) values[parameter] = fill(given);
    return values;
  };
}

function compileArgument(value: Argument['value']): (given: Inputs) => unknown {
  if ('input' in value) return (given) => own(given, value.input);
  if ('constant' in value) return () => value.constant;
  const template = compileTemplate(value.template);
  return (given) =>
    template.render((name) => {
      const input = own(given, name) ?? own(given, name.slice(name.indexOf('.') + 1));
      return input === undefined ? undefined : asText(input);
    });
}

function own(given: Inputs, name: string): unknown {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}

/** Says of an argument that cannot be sent which of the caller's inputs it came from. */
function notSendable({ field, message }: FieldProblem, exposed: ExposedOperation): Failure {
  const wired = exposed.arguments.find(({ parameter }) => parameter === field);
  const input = wired && 'input' in wired.value ? wired.value.input : field;
  return {
    code: 'invalid-input',
    status: 400,
    detail: `${input === '' ? message : `${input} ${message}`}. Nothing was sent.`,
    retry: 'never',
    ...(input !== '' && { fields: [{ field: input, message }] }),
  };
}
