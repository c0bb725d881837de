import type { CallContext } from '../../operation/operation.ts';
import { isObject } from '../../json/json.ts';
import { closestName } from '../../json/closest-name.ts';
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

/** The tools of a server by name, and who hears of their calls. */
export interface Toolbox {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly report: ((report: ToolReport) => void) | undefined;
}

/**
 * Serves `tools/call`. What goes wrong in the call is a result with `isError`, which models see; only an unknown tool or
 * parameters of the wrong shape are protocol errors.
 */
export async function callTool(
  { tools, report }: Toolbox,
  params: Params,
  context: CallContext,
  structured: StructuredValues,
): Promise<ToolResult | RpcError> {
  const { name, arguments: inputs = noInputs } = params;
  if (typeof name !== 'string') return invalidParams('"params.name" must be the name of a tool, as text.');
  if (!isObject(inputs)) return invalidParams('"params.arguments" must be a JSON object.');
  const tool = tools.get(name);
  if (tool === undefined) return unknownTool(name, tools);
  if (report === undefined) return toolResult(tool, await tool.operation.run(inputs, context), structured);
  const start = performance.now();
  const result = toolResult(tool, await tool.operation.run(inputs, context), structured);
  report({ tool: name, outcome: result.isError ? 'error' : 'ok', milliseconds: performance.now() - start });
  return result;
}

const noInputs = {};

function unknownTool(name: string, tools: ReadonlyMap<string, Tool>): RpcError {
  const near = closestName(name, [...tools.keys()]);
  const hint = near === undefined ? 'tools/list names those there are.' : `Did you mean "${near}"?`;
  return invalidParams(`Unknown tool: ${JSON.stringify(name.slice(0, 100))}. ${hint}`);
}

function invalidParams(message: string): RpcError {
  return rpcError(errorCode.invalidParams, 200, message);
}
