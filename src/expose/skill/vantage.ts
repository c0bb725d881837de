import { addressOf, type Reader } from '../http/reader-address.ts';
import type { McpTool, RestTool } from './skill.ts';

/** Finds out where a server of the same document is; undefined where it is at no port. */
export type FindServer = (namespace: string, type: 'rest' | 'mcp') => { port: number; path: string } | undefined;

/** From where a skill is looked at, which decides what addresses in it are. */
export interface Vantage {
  /** The path of the list of skills, for links: `/skills`, `/<capability>/skills`. */
  readonly base: string;
  readonly reader: Reader;
  readonly findServer: FindServer;
}

/** The address at which a tool is called; undefined for one of an MCP server that is at a pair of pipes. */
export function callAddress(tool: RestTool | McpTool, { reader, findServer }: Vantage): string | undefined {
  const server = findServer(tool.namespace, tool.kind);
  return server && addressOf(server, server.path + (tool.kind === 'rest' ? tool.path : ''), reader);
}

/** The path of a file of a skill. */
export function pathOfFile(skill: string, steps: readonly string[], { base }: Vantage): string {
  return [base, encodeURIComponent(skill), 'contents', ...steps.map(encodeURIComponent)].join('/');
}
