import type { ExposedOperation } from '../../../capability/model.ts';
import type { ContractOperation } from '../../../contract/contract.ts';
import type { Operation } from '../../../operation/operation.ts';

/** A tool on its way to be served: compiled, with what it was compiled from. */
export interface DescribedTool {
  readonly operation: Operation;
  readonly exposed: ExposedOperation;
  /** What its contract says of the operation, where it calls a single one and there is a contract for that. */
  readonly contract: ContractOperation | undefined;
}
