import type { CallContext, Inputs, Operation, Outcome } from '../../src/index.ts';

/** The operations of the API as the document consumes them, undecorated, by their names in it. */
export interface Upstream {
  call(name: string, inputs: Inputs, context?: CallContext): Promise<Outcome>;
}

/** @param operations is filled while the document is compiled, before the first call. */
export function createUpstream(operations: ReadonlyMap<string, Operation>): Upstream {
  return {
    call(name, inputs, context) {
      const operation = operations.get(name);
      if (!operation) throw new Error(`The document exposes nothing that calls ${name}.`);
      return operation.run(inputs, context);
    },
  };
}
