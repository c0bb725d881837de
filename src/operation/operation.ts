import type { ConfirmPolicy } from '../capability/confirm.ts';
import type { Hints, Input } from '../capability/model.ts';
import type { JsonSchema } from '../json/schema.ts';
import type { Failure } from '../problem/failure.ts';
import type { Cancel, Receiver } from '../consume/answer/receiver.ts';
import type { UpstreamRequest } from '../consume/request/request.ts';
import type { CallContext } from './call-context.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Outcome } from './outcome.ts';
import type { Work } from './work.ts';

export type { Hints, Input } from '../capability/model.ts';
export type { CallContext } from './call-context.ts';
export type { Caller } from './caller.ts';
export type { Inputs } from './inputs/inputs.ts';
export type { Outcome } from './outcome.ts';

/** Inputs made into the request they mean, or why they can't be. Of a flow of steps it is the first one's; a mock has none. */
export type Prepared =
  | { readonly request: UpstreamRequest | undefined; readonly origin: string }
  | { readonly failure: Failure };

/** A compiled, callable operation: what every face (REST, MCP, the command line) runs. */
export interface Operation {
  /** The exposed name: the tool's, or the REST operation's. */
  readonly name: string;
  /** For people; undefined where the document has none but the name. */
  readonly title?: string | undefined;
  readonly description: string;
  readonly hints: Hints;
  /** What a caller's token must allow; the face sees to it. */
  readonly scopes: readonly string[];
  readonly inputs: readonly Input[];
  /**
   * The schema of the inputs taken together: root `type: object`, `additionalProperties: false`, no root unions,
   * shared parts in `$defs`.
   */
  readonly inputSchema: JsonSchema;
  /** The schema of the result where something is known of it; loose, so that no real answer fails it. */
  readonly resultSchema: JsonSchema | undefined;
  /** Does now what the first call would else wait for. */
  warmUp(): void;
  /** Validates the inputs and builds the request, without sending it. The request holds secrets. */
  prepare(inputs: Inputs): Prepared;
  /** Validates the inputs, calls the upstream and collects what it came to. Never throws, never rejects. */
  run(inputs: Inputs, context?: CallContext): Promise<Outcome>;
  /**
   * Present when the upstream's answer is passed through untouched: the same call, its bytes going to the receiver as
   * they come and never held.
   */
  readonly stream?: (inputs: Inputs, receiver: Receiver, context?: CallContext) => Cancel;
  /** Whether a person is asked before a model may call it; undefined where the document says nothing of it. */
  readonly confirm?: ConfirmPolicy | undefined;
  /** How many characters of an answer a model is given; undefined where the document says nothing of it. */
  readonly maxResultSize?: number | undefined;
  /** Present when the operation only starts something, and it is known how to see what becomes of it. */
  readonly work?: Work;
}
