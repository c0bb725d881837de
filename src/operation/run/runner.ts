import type { ConsumedOperation, ExposedOperation } from '../../capability/model.ts';
import type { Api } from '../../consume/api.ts';
import type { Cancel, Receiver } from '../../consume/answer/receiver.ts';
import type { Variables } from '../../consume/variables.ts';
import type { ContractOperation } from '../../contract/contract.ts';
import type { CompiledCall } from './compile-call.ts';
import type { CallContext } from '../call-context.ts';
import type { Outcome } from '../outcome.ts';
import type { Prepared } from '../operation.ts';
import type { ContractMode } from '../inputs/typed-inputs.ts';
import type { Context } from './values.ts';

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
export interface Runner {
  prepare(context: Context): Prepared;
  run(context: Context, caller: CallContext | undefined): Outcome | Promise<Outcome>;
  readonly stream?: (context: Context, receiver: Receiver, caller: CallContext | undefined) => Cancel;
}

/** The names that templates of an operation may use for what its caller gives. */
export function knownNames({ inputs, bindings }: ExposedOperation): ReadonlySet<string> {
  return new Set([...inputs.map(({ name }) => name), ...bindings.map(({ parameter }) => parameter)]);
}

/** What a call would send. */
export function prepared(call: CompiledCall, context: Context): Prepared {
  const result = call.prepare(context);
  return 'failure' in result ? result : { ...result, origin: call.api.origin ?? '' };
}
