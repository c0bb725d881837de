import { mayUse, type Caller } from '../../../operation/caller.ts';
import { isObject } from '../../../json/json.ts';
import { closestName } from '../../../json/closest-name.ts';
import type { Callers } from '../../http/callers.ts';
import { clientLacks } from '../input/settle-by-retry.ts';
import type { Round } from '../input/input-required.ts';
import type { Settle, Settled } from '../input/settle.ts';
import type { Exchange } from '../exchange.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { Params, RpcError } from '../message/json-rpc.ts';
import { refusedCaller } from '../refused-caller.ts';
import { isHeard } from '../message/log-level.ts';
import type { LogLevel } from '../message/log-level.ts';
import { requestContext } from '../message/request-context.ts';
import type { ClientCapabilities } from '../session.ts';
import { tasksCapability } from '../tasks/capability.ts';
import type { ServedTool, Started, ToolContext } from './served-tool.ts';
import type { StructuredValues, ToolResult } from '../result/tool-result.ts';

/** One finished call, for logs and metrics. */
export interface ToolReport {
  readonly tool: string;
  readonly outcome: 'ok' | 'error';
  readonly milliseconds: number;
}

/** The tools of a server by name, who may use them, and who hears of their calls. */
export interface Toolbox {
  readonly tools: ReadonlyMap<string, ServedTool>;
  readonly callers: Callers | undefined;
  readonly report: ((report: ToolReport) => void) | undefined;
}

/** What the eras do differently when a tool is called. */
export interface ToolCaller {
  readonly settle: Settle;
  capabilitiesOf(params: Params, exchange: Exchange): ClientCapabilities;
  /** The least important log messages that are wanted; undefined for none. */
  logLevelOf(params: Params, exchange: Exchange): LogLevel | undefined;
  followsTasks(client: ClientCapabilities): boolean;
  /** Whether questions get to the client. */
  canAsk(exchange: Exchange): boolean;
  readonly structured: StructuredValues;
}

/** What a call came to, and which tool it was of. */
export interface Called {
  readonly tool: ServedTool;
  readonly result: Settled<ToolResult | Started>;
}

/**
 * Serves `tools/call`. What goes wrong in the call is a result with `isError`, which models see; only an unknown tool or
 * parameters of the wrong shape are protocol errors.
 */
export async function callTool(
  { tools, callers, report }: Toolbox,
  params: Params,
  exchange: Exchange,
  caller: ToolCaller,
): Promise<Called | RpcError> {
  const { name, arguments: inputs = noInputs } = params;
  if (typeof name !== 'string') return invalidParams('"params.name" must be the name of a tool, as text.');
  if (!isObject(inputs)) return invalidParams('"params.arguments" must be a JSON object.');
  const tool = tools.get(name);
  if (tool === undefined) return unknownTool(name, tools, exchange.caller);
  const forbidden = callers?.forbid(exchange.caller, tool.scopes);
  if (forbidden) return refusedCaller(forbidden);
  const client = caller.capabilitiesOf(params, exchange);
  const followsTasks = tool.tasks !== undefined && caller.followsTasks(client);
  if (tool.tasks?.isRequired && !followsTasks) return clientLacks(tasksCapability);
  const start = report === undefined ? 0 : performance.now();
  const result = await caller.settle({ method: 'tools/call', subject: name, params, exchange }, (round) =>
    tool.call(inputs, createContext(params, exchange, caller, { client, followsTasks, round })),
  );
  report?.({ tool: name, outcome: isFailure(result) ? 'error' : 'ok', milliseconds: performance.now() - start });
  return { tool, result };
}

const noInputs = {};

function isFailure(result: Called['result']): boolean {
  return 'code' in result || ('isError' in result && result.isError);
}

interface Known {
  readonly client: ClientCapabilities;
  readonly followsTasks: boolean;
  readonly round: Round;
}

function createContext(
  params: Params,
  exchange: Exchange,
  caller: ToolCaller,
  { client, followsTasks, round }: Known,
): ToolContext {
  // Written out: to spread it took longer than all else that is done here.
  const { whenGone, caller: who, progress, trace } = requestContext(params, exchange);
  return {
    whenGone,
    caller: who,
    progress,
    trace,
    capabilities: client,
    followsTasks,
    canAsk: caller.canAsk(exchange),
    round,
    structured: caller.structured,
    log(level, data) {
      const least = caller.logLevelOf(params, exchange);
      if (least !== undefined && isHeard(level, least)) exchange.notify('notifications/message', { level, data });
    },
  };
}

/** Of tools that are not listed to a caller, no name is suggested. */
function unknownTool(name: string, tools: ReadonlyMap<string, ServedTool>, caller: Caller | undefined): RpcError {
  const visible = [...tools.values()].filter(({ scopes }) => mayUse(caller, scopes));
  const near = closestName(
    name,
    visible.map((tool) => tool.name),
  );
  const hint = near === undefined ? 'tools/list names those there are.' : `Did you mean "${near}"?`;
  return invalidParams(`Unknown tool: ${JSON.stringify(name.slice(0, 100))}. ${hint}`);
}

function invalidParams(message: string): RpcError {
  return rpcError(errorCode.invalidParams, 200, message);
}
