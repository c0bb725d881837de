import type { ConsumedOperation, ExposedOperation } from '../../capability/model.ts';
import type { Api } from '../../consume/api.ts';
import type { ContractOperation } from '../../contract/contract.ts';
import type { Operation } from '../../operation/operation.ts';

/** An operation with what it was compiled from. */
export interface BoundOperation {
  readonly operation: Operation;
  readonly exposed: ExposedOperation;
  /** What it calls, in order; empty for a mock. */
  readonly calls: readonly BoundCall[];
}

export interface BoundCall {
  readonly call: ConsumedOperation;
  readonly api: Api;
  /** What the API's contract says of it. */
  readonly contract: ContractOperation | undefined;
  /** What is sent as the body when a caller gives none; null for no body. */
  readonly fallbackBody: string | null;
}

/** Whether it is known where everything is that it calls. */
export function hasAddress({ calls }: BoundOperation): boolean {
  return calls.every(({ api }) => api.origin !== undefined);
}
