import type { Capability, ExposedOperation } from '../../capability/model.ts';
import type { Operation } from '../../operation/operation.ts';
import type { BoundOperation } from './bound-operation.ts';
import type { ServerProgram } from './program.ts';

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

/** @param namespace of the server that exposes the operation. */
export type DecorateBound = (bound: BoundOperation, namespace: string) => BoundOperation;

/** @param servers filled once all of them are compiled. */
export function createDecorator(
  { name: capability }: Capability,
  decorate: Decorate | undefined,
  servers: readonly ServerProgram[],
): DecorateBound {
  if (!decorate) return (bound) => bound;
  return (bound, namespace) => {
    const sibling = (name: string): Operation | undefined =>
      servers
        .toSorted((one, other) => Number(other.namespace === namespace) - Number(one.namespace === namespace))
        .flatMap((server) => server.bound)
        .find(({ operation }) => operation.name === name)?.operation;
    const { exposed } = bound;
    return { ...bound, operation: decorate(bound.operation, { capability, namespace, exposed, sibling }) };
  };
}
