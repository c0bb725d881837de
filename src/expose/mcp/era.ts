import type { Exchange } from './exchange.ts';
import type { Params, RequestId, RpcError } from './message/json-rpc.ts';

/** The result of a method as JSON text (or its bytes, where they were prepared), or a JSON-RPC error. */
export type Answer = string | Buffer | RpcError;

export type Method = (params: Params, exchange: Exchange, id: RequestId) => Answer | Promise<Answer>;

/**
 * One wire dialect of the protocol. A later feature (resources, prompts, tasks) is an entry in `methods` of the eras
 * that know it; how messages arrive and leave is the transport's business.
 */
export interface Era {
  /** The revisions that are spoken this way, newest first. */
  readonly revisions: readonly string[];
  readonly methods: ReadonlyMap<string, Method>;
  /** The HTTP status that goes with "method not found". */
  readonly unknownMethodStatus: number;
}

/** What an era needs to know of the server to introduce it. */
export interface ServerIdentity {
  readonly name: string;
  readonly title?: string;
  readonly version: string;
  readonly instructions?: string;
}

/** The server as MCP's `Implementation` object. */
export function serverInfo({ name, title, version }: ServerIdentity): object {
  return title === undefined ? { name, version } : { name, title, version };
}
