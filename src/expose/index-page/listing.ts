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
  readonly type: 'rest' | 'mcp' | 'skill';
  readonly description: string | undefined;
  readonly port: number;
  /** Where it is on its listener: empty, or `/<capability>`; for MCP with `/mcp`, for skills with `/skills`. */
  readonly path: string;
  /** Where its OpenAPI description is. */
  readonly openapi: string | undefined;
  /** Whether its callers must authenticate: then the index names it, and says no more of it. */
  readonly isClosed: boolean;
  readonly entries: readonly ListedEntry[];
}

export type EntryKind = 'operation' | 'tool' | 'resource' | 'prompt' | 'skill';

/** A REST operation; what an MCP server has; or a skill. */
export interface ListedEntry {
  readonly kind: EntryKind;
  readonly name: string;
  readonly description: string;
  /** Of an operation. */
  readonly route?: { readonly method: string; readonly path: string } | undefined;
  /** Of a resource; with placeholders where it stands for many. */
  readonly uri?: string;
}

/** How many entries of a kind some servers have. */
export function countEntries(servers: readonly ListedServer[], kind: EntryKind): number {
  return servers.flatMap(({ entries }) => entries).filter((entry) => entry.kind === kind).length;
}
