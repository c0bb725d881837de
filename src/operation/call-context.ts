import type { Cancel } from '../consume/answer/receiver.ts';
import type { TraceContext } from '../consume/request/trace-context.ts';
import type { Caller } from './caller.ts';

/** What is around a call: who makes it, and how to reach them while it runs. Everything is optional. */
export interface CallContext {
  /** Called once with what cancels the call; for when the caller goes away before it is finished. */
  readonly whenGone?: ((cancel: Cancel) => void) | undefined;
  /** Undefined where anyone may call. */
  readonly caller?: Caller | undefined;
  /** Tells the caller how far the work has come; undefined when nobody listens. */
  readonly progress?: ((progress: Progress) => void) | undefined;
  /** Takes what the work writes, line by line, while it goes on; undefined when nobody reads it. */
  readonly follow?: ((line: string) => void) | undefined;
  /** The trace that the call belongs to; it goes on to the upstream. */
  readonly trace?: TraceContext | undefined;
}

export interface Progress {
  /** More with every report, in units of the operation's own. */
  readonly done: number;
  /** All there is to do, where that is known. */
  readonly total?: number;
  /** One line for people. */
  readonly message?: string;
}
