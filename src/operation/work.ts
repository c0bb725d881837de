import type { Json } from '../json/json.ts';
import type { CallContext } from './call-context.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Outcome } from './outcome.ts';

/**
 * What goes on upstream after an operation has answered: a job that runs, say. It is named by a handle, JSON that holds all
 * that is needed to look at it later, so that nothing has to be remembered here.
 */
export interface Work {
  /** What a call has started; undefined when nothing goes on, as after a failure. */
  handleOf(outcome: Outcome, inputs: Inputs): Json | undefined;
  /** Never rejects. */
  look(handle: Json, context?: CallContext): Promise<WorkState>;
  /** Asks for an end. Resolves once that was heard, which need not be the end. Never rejects. */
  cancel(handle: Json, context?: CallContext): Promise<void>;
}

export type WorkState =
  | {
      readonly status: 'working';
      /** One line for people. */
      readonly message?: string | undefined;
      /** Milliseconds after which another look is worth it. */
      readonly lookAfter?: number;
    }
  /** `outcome` is what the call would have come to, had it waited. */
  | { readonly status: 'done'; readonly outcome: Outcome }
  | { readonly status: 'cancelled'; readonly message?: string | undefined };
