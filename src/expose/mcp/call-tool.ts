import { mayUse } from '../../operation/caller.ts';
import type { CallContext, Caller } from '../../operation/operation.ts';
import { isObject } from '../../json/json.ts';
import { closestName } from '../../json/closest-name.ts';
import type { Callers, CallerRefusal } from '../http/callers.ts';
import { errorCode, rpcError } from './json-rpc.ts';
import type { Params, RpcError } from './json-rpc.ts';
import { toolResult } from './tool-result.ts';
import type { StructuredValues, ToolResult } from './tool-result.ts';
import type { Tool } from './tool.ts';

/** One finished call, for logs and metrics. */
export interface ToolReport {
  readonly tool: string;
  readonly outcome: 'ok' | 'error';
  readonly milliseconds: number;
}

/** The tools of a server by name, who may use them, and who hears of their calls. */
export interface Toolbox {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly callers: Callers | undefined;
  readonly report: ((report: ToolReport) => void) | undefined;
}

/**
 * Serves `tools/call`. What goes wrong in the call is a result with `isError`, which models see; only an unknown tool or
 * parameters of the wrong shape are protocol errors.
 */
export async function callTool(
  { tools, callers, report }: Toolbox,
  params: Params,
  context: CallContext,
  structured: StructuredValues,
): Promise<ToolResult | RpcError> {
  const { name, arguments: inputs = noInputs } = params;
  if (typeof name !== 'string') return invalidParams('"params.name" must be the name of a tool, as text.');
  if (!isObject(inputs)) return invalidParams('"params.arguments" must be a JSON object.');
  const tool = tools.get(name);
  if (tool === undefined) return unknownTool(name, tools, context.caller);
  const forbidden = callers?.forbid(context.caller, tool.operation.scopes);
  if (forbidden) return refusedCaller(forbidden);
  if (report === undefined) return toolResult(tool, await tool.operation.run(inputs, context), structured);
  const start = performance.now();
  const result = toolResult(tool, await tool.operation.run(inputs, context), structured);
  report({ tool: name, outcome: result.isError ? 'error' : 'ok', milliseconds: performance.now() - start });
  return result;
}

const noInputs = {};

/** MCP asks for the HTTP status and the challenge (2025-11-25, Authorization, "Insufficient Scope Errors"). */
function refusedCaller({ failure, headers }: CallerRefusal): RpcError {
  const { code, status, detail, retry } = failure;
  return { ...rpcError(errorCode.invalidRequest, status, detail, { code, retry }), headers };
}

/** Of tools that are not listed to a caller, no name is suggested. */
function unknownTool(name: string, tools: ReadonlyMap<string, Tool>, caller: Caller | undefined): RpcError {
  const visible = [...tools.values()].filter(({ operation }) => mayUse(caller, operation.scopes));
  const near = closestName(
    name,
    visible.map(({ operation }) => operation.name),
  );
  const hint = near === undefined ? 'tools/list names those there are.' : `Did you mean "${near}"?`;
  return invalidParams(`Unknown tool: ${JSON.stringify(name.slice(0, 100))}. ${hint}`);
}

function invalidParams(message: string): RpcError {
  return rpcError(errorCode.invalidParams, 200, message);
}
