import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Operation } from '../../operation/operation.ts';
import type { ToolReport } from './call-tool.ts';
import type { ServerIdentity } from './era.ts';
import { createEra2025 } from './era-2025.ts';
import { createEra2026 } from './era-2026.ts';
import { serveHttp } from './http.ts';
import type { Callers } from '../http/callers.ts';
import type { Guard } from '../http/guard.ts';
import { createTool } from './tool.ts';

export interface McpFaceOptions extends ServerIdentity {
  /** In the order in which they are listed; their names are valid tool names, each there once. */
  readonly tools: readonly Operation[];
  /** How many characters of an answer of a tool a model is given; 100,000 where that is undefined. */
  readonly resultSizeOf?: (tool: string) => number | undefined;
  /** The largest request body that is accepted, in bytes; 1 MiB if not said. */
  readonly maxBodyBytes?: number;
  readonly guard: Guard;
  /** Lets callers in; left out, anyone may call. */
  readonly callers?: Callers | undefined;
  /** Hears of every finished call of a tool. */
  readonly report?: (report: ToolReport) => void;
  /** Hears of what should never happen: an exception nobody expected. Clients are told no more than that there was one. */
  readonly onDefect?: (error: unknown) => void;
}

/** Operations served as the tools of an MCP server. */
export interface McpFace {
  /** Answers one HTTP request of any kind. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/**
 * Makes an MCP server of operations, for the revisions with handshake (2025-03-26, 2025-06-18, 2025-11-25) and the
 * stateless one (2026-07-28) on the same address. All that does not depend on a request is prepared here.
 */
export function createMcpFace(options: McpFaceOptions): McpFace {
  const { guard, callers, report, maxBodyBytes = 1024 * 1024, onDefect = (): void => {} } = options;
  const { resultSizeOf = (): undefined => undefined } = options;
  const toolbox = {
    tools: new Map(options.tools.map((tool) => [tool.name, createTool(tool, resultSizeOf(tool.name))])),
    report,
  };
  const endpoint = {
    withHandshake: createEra2025(options, toolbox),
    stateless: createEra2026(options, toolbox),
    parameterHeaders: new Map(
      [...toolbox.tools].flatMap(([name, { headers }]) => (headers.length > 0 ? [[name, headers]] : [])),
    ),
    onDefect,
  };
  const http = { guard, callers, maxBodyBytes };
  return {
    handle: (request, response): void => void serveHttp(endpoint, http, request, response),
  };
}
