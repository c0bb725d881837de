import type { Json } from '../../../json/json.ts';
import type { Inputs } from '../../../operation/operation.ts';
import type { InputRequired, RoundContext } from '../input/input-required.ts';
import type { RpcError } from '../message/json-rpc.ts';
import type { LogLevel } from '../message/log-level.ts';
import type { ParameterHeader } from '../schema/header-annotations.ts';
import type { TaskSource } from '../tasks/task-source.ts';
import type { StructuredValues, ToolResult } from '../result/tool-result.ts';

/** A tool as `tools/list` shows it and `tools/call` runs it, whatever stands behind it. */
export interface ServedTool {
  readonly name: string;
  /** The same in every revision. */
  readonly description: object;
  /** The arguments that clients of 2026-07-28 repeat in headers. */
  readonly headers: readonly ParameterHeader[];
  /** Whether calls change nothing. */
  readonly isReadOnly: boolean;
  /** What a caller's token must allow. */
  readonly scopes: readonly string[];
  /** Never rejects for a reason that a caller should hear of. */
  readonly call: (inputs: Inputs, context: ToolContext) => Promise<ToolAnswer>;
  /** Present where a call may go on after its answer. */
  readonly tasks?: TaskSource;
}

export interface ToolContext extends RoundContext {
  /** Whether there is a way to ask the client within this request. */
  readonly canAsk: boolean;
  /** Whether the client follows tasks: only then may a call answer with what it has started. */
  readonly followsTasks: boolean;
  /** Which values the client's revision takes as structured content. */
  readonly structured: StructuredValues;
  /** Sends the client a log message, if it wants such. */
  readonly log: (level: LogLevel, data: Json) => void;
}

export type ToolAnswer = ToolResult | InputRequired | Started | RpcError;

/** The call goes on as a task; the handle is all that the tool's `tasks` need to find it again. */
export interface Started {
  readonly kind: 'started';
  readonly handle: Json;
  /** Milliseconds after which a look is worth it. */
  readonly lookAfter: number;
  readonly message?: string | undefined;
}
