import type { ExposedOperation } from '../../capability/model.ts';
import type { Operation } from '../../operation/operation.ts';

/** Where an operation stands that is about to be decorated. */
export interface Decorated {
  readonly capability: string;
  /** The server that exposes it. */
  readonly namespace: string;
  readonly exposed: ExposedOperation;
  /** Another operation of the same server, or else of another one of the capability, decorated as well; only at run time. */
  sibling(name: string): Operation | undefined;
}

/**
 * Lets a program that embeds Capstan do around an operation what a document cannot say. What it returns is served in the
 * operation's place, by every face.
 */
export type Decorate = (operation: Operation, decorated: Decorated) => Operation;
