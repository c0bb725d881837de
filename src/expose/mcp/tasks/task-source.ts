import type { Json } from '../../../json/json.ts';
import type { CallContext } from '../../../operation/call-context.ts';
import type { InputRequest } from '../input/input-required.ts';
import type { RpcError } from '../message/json-rpc.ts';
import type { ToolResult } from '../result/tool-result.ts';

/** Where to look for what has become of the calls of a tool that go on as tasks. */
export interface TaskSource {
  /** Whether a call can only be a task, so that clients that do not follow tasks are refused. */
  readonly isRequired?: boolean;
  look(handle: Json, context: CallContext): Promise<TaskState>;
  /** Asks for an end; resolves once that was heard. */
  cancel(handle: Json, context: CallContext): Promise<void>;
  /** Takes answers to the questions that `look` has named. Without it, tasks ask nothing. */
  answer?(handle: Json, answers: Readonly<Record<string, unknown>>, context: CallContext): Promise<void>;
}

export type TaskState =
  | { readonly status: 'working'; readonly message?: string | undefined; readonly lookAfter?: number }
  | { readonly status: 'input_required'; readonly requests: Readonly<Record<string, InputRequest>> }
  | { readonly status: 'completed'; readonly result: ToolResult }
  | { readonly status: 'failed'; readonly error: RpcError }
  | { readonly status: 'cancelled'; readonly message?: string | undefined }
  /** The handle names nothing, or nothing any more. */
  | { readonly status: 'unknown' };
