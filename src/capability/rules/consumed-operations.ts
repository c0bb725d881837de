import type { Capability, ConsumedOperation } from '../model.ts';

export function consumedOperations({ consumes }: Capability): readonly ConsumedOperation[] {
  return consumes.flatMap(({ operations }) => operations);
}

/** How documents refer to an operation: `shop.list-items`. */
export function operationName({ namespace, name }: ConsumedOperation): string {
  return `${namespace}.${name}`;
}
