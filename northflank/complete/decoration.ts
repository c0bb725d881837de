import type { Operation } from '../../src/index.ts';

/** Where an operation stands that is decorated. */
export interface Place {
  /** The exposed name: `wait-for-run`. */
  readonly name: string;
  /** The name of the consumed operation it calls: `get-run`. */
  readonly calls: string;
  readonly face: 'rest' | 'mcp';
}

/** Does something around an operation, where that concerns it; else returns it as it is. */
export type Decoration = (operation: Operation, place: Place) => Operation;

/** The operation with another way to run. Nothing of its answer passes untouched any more. */
export function withRun(operation: Operation, run: Operation['run']): Operation {
  const { stream: untouched, ...rest } = operation;
  return untouched ? { ...rest, run } : { ...operation, run };
}
