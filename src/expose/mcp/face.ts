import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ConfirmPolicy } from '../../capability/confirm.ts';
import type { Operation } from '../../operation/operation.ts';
import type { ToolReport } from './tools/call-tool.ts';
import type { ServerIdentity } from './era.ts';
import { createChanges } from './changes/changes.ts';
import { confirmedTool } from './confirm/confirmed-tool.ts';
import { createUsedOnce } from './confirm/used-once.ts';
import { createEra2025 } from './era-2025.ts';
import { createEra2026 } from './era-2026.ts';
import { serveHttp } from './transport/http.ts';
import type { Callers } from '../http/callers.ts';
import type { Pace } from '../http/pace.ts';
import type { Guard } from '../http/guard.ts';
import { decideCaching } from './caching.ts';
import type { McpPrompt } from './prompts/prompt.ts';
import type { McpResource } from './resources/resource.ts';
import type { ExtendMcp } from './extension.ts';
import { patience } from './input/settle-by-retry.ts';
import { parameterHeaders } from './transport/parameter-mismatch.ts';
import { createSeal } from './seal.ts';
import { customTool } from './tools/custom-tool.ts';
import { operationTool } from './tools/operation-tool.ts';
import type { StdioTransport } from './transport/stdio.ts';
import { createSessions } from './transport/sessions.ts';
import type { CacheHint } from './wording.ts';

export interface McpFaceOptions extends ServerIdentity {
  /** In the order in which they are listed; their names are valid tool names, each there once. */
  readonly tools: readonly Operation[];
  /** How many characters of an answer a model is given, where a document does not say; 100,000 if not said. */
  readonly maxResultSize?: number | undefined;
  readonly resources?: readonly McpResource[];
  readonly prompts?: readonly McpPrompt[];
  /** How long clients may keep what they get; what is left out is decided here. */
  readonly caching?: Partial<CacheHint>;
  /** The largest request body that is accepted, in bytes; 1 MiB if not said. */
  readonly maxBodyBytes?: number;
  readonly guard: Guard;
  /** Seals what clients keep for the server; left out, one that lasts as long as this face. */
  readonly key?: Buffer | undefined;
  /** Whether a person is asked before a tool is called, where that is not left to the document. */
  readonly confirm?: ((tool: Operation) => ConfirmPolicy | undefined) | undefined;
  readonly extend?: ExtendMcp | undefined;
  /** Lets callers in; left out, anyone may call. */
  readonly callers?: Callers | undefined;
  /** How often each caller may call; left out, as often as it likes. */
  readonly pace?: Pace | undefined;
  /** Hears of every finished call of a tool. */
  readonly report?: (report: ToolReport) => void;
  /** Hears of what should never happen: an exception nobody expected. Clients are told no more than that there was one. */
  readonly onDefect?: (error: unknown) => void;
}

/** Operations served as the tools of an MCP server, and what it has besides them. */
export interface McpFace {
  /** Answers one HTTP request of any kind. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Serves the client at the other end of a pair of pipes, from now on; who that is, is the business of who started the process. */
  readonly attach: (stdio: StdioTransport) => void;
  /** Tells those who listen that all may have changed, and ends their listening: another face will take this one's place. */
  readonly retire: () => void;
}

/**
 * Makes an MCP server of operations, for the revisions with handshake (2025-03-26, 2025-06-18, 2025-11-25) and the
 * stateless one (2026-07-28) on the same address. All that does not depend on a request is prepared here.
 */
export function createMcpFace(options: McpFaceOptions): McpFace {
  const { name, title, guard, callers, report, maxBodyBytes = 1024 * 1024, onDefect = (): void => {} } = options;
  const seal = createSeal(`${title ?? ''}\n${name}`, options.key);
  const changes = createChanges();
  const extension = options.extend?.({
    capability: title ?? name,
    namespace: name,
    changed: (change) => changes.publish(change),
  });
  const used = createUsedOnce(patience);
  const served = [
    ...options.tools.map((operation) => {
      const policy = options.confirm?.(operation) ?? operation.confirm ?? 'off';
      const tool = operationTool(operation, options.maxResultSize);
      return policy === 'off' ? tool : confirmedTool(tool, policy, used);
    }),
    ...(extension?.tools ?? []).map(customTool),
  ];
  const toolbox = { tools: new Map(served.map((tool) => [tool.name, tool])), callers, report };
  const { resources = [], prompts = [], caching } = options;
  const offer = {
    resources: [...resources, ...(extension?.resources ?? [])],
    prompts: [...prompts, ...(extension?.prompts ?? [])],
    caching: decideCaching(caching, callers !== undefined),
    isWatched: extension !== undefined,
    callers,
  };
  const endpoint = {
    withHandshake: createEra2025(options, toolbox, offer),
    stateless: createEra2026(options, toolbox, { seal, changes, offer }),
    parameterHeaders: parameterHeaders(served),
    onDefect,
  };
  const http = { guard, callers, pace: options.pace, maxBodyBytes, sessions: createSessions(seal), changes };
  return {
    handle: (request, response): void => void serveHttp(endpoint, http, request, response),
    attach(stdio) {
      stdio.use(endpoint);
      changes.listen({ changed: stdio.tell, closed: () => undefined });
    },
    retire() {
      for (const kind of ['tools', 'prompts', 'resources'] as const) changes.publish({ kind });
      changes.close();
    },
  };
}
