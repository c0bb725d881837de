import type { CallContext, Failure, Inputs } from '../../../src/index.ts';

/** Finds out whether a call is within the limits the user has set; why not, where it is not. */
export type Check = (inputs: Inputs, context: CallContext) => Promise<Failure | undefined>;
