import type { Json, JsonObject } from '../../../json/json.ts';
import type { JsonSchema } from '../../../json/schema.ts';
import { compileInputCheck } from '../../../operation/inputs/check-inputs.ts';
import type { Hints, Inputs } from '../../../operation/operation.ts';
import type { InputRequired, InputRequest } from '../input/input-required.ts';
import type { RpcError } from '../message/json-rpc.ts';
import { readHeaderAnnotations } from '../schema/header-annotations.ts';
import type { TaskSource, TaskState } from '../tasks/task-source.ts';
import { describeFailure } from '../result/tool-error.ts';
import { failed } from '../result/tool-result.ts';
import type { ToolResult } from '../result/tool-result.ts';
import type { ServedTool, Started, ToolContext } from './served-tool.ts';

/** A tool made of code instead of a document, for programs that embed Capstan. */
export interface CustomTool {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly hints?: Partial<Hints>;
  /** What a caller's token must allow; left out, no more than what its server asks of all. */
  readonly scopes?: readonly string[];
  /** Called with arguments that fit the schema. */
  call(inputs: Inputs, context: ToolContext): Promise<CustomAnswer>;
  /** Present where `call` may answer that it goes on as a task. */
  readonly tasks?: CustomTasks;
}

export type CustomAnswer = CustomResult | InputRequired | Started | RpcError;

/** As MCP's `CallToolResult` has it. */
export interface CustomResult {
  readonly content: readonly JsonObject[];
  readonly structuredContent?: Json;
  readonly isError?: boolean;
}

export interface CustomTasks extends Omit<TaskSource, 'look'> {
  look(...parameters: Parameters<TaskSource['look']>): Promise<CustomTaskState>;
}

export type CustomTaskState =
  | Exclude<TaskState, { readonly status: 'completed' | 'input_required' }>
  | { readonly status: 'completed'; readonly result: CustomResult }
  | { readonly status: 'input_required'; readonly requests: Readonly<Record<string, InputRequest>> };

export function customTool(tool: CustomTool): ServedTool {
  const { name, title, description, outputSchema, hints = {}, scopes = [], tasks } = tool;
  const { schema: inputSchema, headers } = readHeaderAnnotations(tool.inputSchema);
  const check = compileInputCheck([], inputSchema);
  return {
    name,
    description: { name, title, description, inputSchema, outputSchema, annotations: annotationsOf(hints) },
    headers,
    isReadOnly: hints.readOnly ?? false,
    scopes,
    async call(inputs, context) {
      const problem = check(inputs);
      if (problem) return failed(describeFailure(problem));
      const answer = await tool.call(inputs, context);
      return 'content' in answer ? encode(answer) : answer;
    },
    ...(tasks && { tasks: { ...tasks, look: async (...given) => encodeState(await tasks.look(...given)) } }),
  };
}

function annotationsOf({ readOnly, destructive, idempotent, openWorld }: Partial<Hints>): object {
  return {
    readOnlyHint: readOnly,
    destructiveHint: destructive,
    idempotentHint: idempotent,
    openWorldHint: openWorld,
  };
}

function encode({ content, structuredContent, isError = false }: CustomResult): ToolResult {
  const members = JSON.stringify({ content, structuredContent, isError: isError || undefined }).slice(1, -1);
  return { isError, members, meta: '' };
}

function encodeState(state: CustomTaskState): TaskState {
  return state.status === 'completed' ? { status: 'completed', result: encode(state.result) } : state;
}
