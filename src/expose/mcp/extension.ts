import type { Change } from './changes/changes.ts';
import type { McpPrompt } from './prompts/prompt.ts';
import type { McpResource } from './resources/resource.ts';
import type { CustomTool } from './tools/custom-tool.ts';

/** What a program that embeds Capstan adds to an MCP server of a document. */
export interface McpExtension {
  readonly tools?: readonly CustomTool[];
  readonly resources?: readonly McpResource[];
  readonly prompts?: readonly McpPrompt[];
}

/** A server that is about to be served, for who adds to it. */
export interface ExtendedServer {
  readonly capability: string;
  readonly namespace: string;
  /** Tells clients that listen of a change. */
  readonly changed: (change: Change) => void;
}

/** Asked once for each MCP server, whenever it is made. */
export type ExtendMcp = (server: ExtendedServer) => McpExtension | undefined;
