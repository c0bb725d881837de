/** All that is served, as the index shows it. */
export type Listing = readonly ListedCapability[];

export interface ListedCapability {
  /** As in URLs, each there once. */
  readonly name: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly servers: readonly ListedServer[];
}

export interface ListedServer {
  readonly namespace: string;
  readonly type: 'rest' | 'mcp';
  readonly description: string | undefined;
  readonly port: number;
  /** Where it is on its listener: empty, or `/<capability>`; for MCP with `/mcp`. */
  readonly path: string;
  /** Where its OpenAPI description is. */
  readonly openapi: string | undefined;
  /** Whether its callers must authenticate: then the index names it, and says no more of it. */
  readonly isClosed: boolean;
  readonly entries: readonly ListedEntry[];
}

/** A REST operation, or a tool. */
export interface ListedEntry {
  readonly name: string;
  readonly description: string;
  readonly route: { readonly method: string; readonly path: string } | undefined;
}

/** How many operations and tools there are. */
export function countEntries({ servers }: ListedCapability): { readonly operations: number; readonly tools: number } {
  const count = (type: ListedServer['type']): number =>
    servers.filter((server) => server.type === type).reduce((sum, { entries }) => sum + entries.length, 0);
  return { operations: count('rest'), tools: count('mcp') };
}
