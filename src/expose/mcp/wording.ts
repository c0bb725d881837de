import type { Exchange } from './exchange.ts';
import type { Pending, Settle } from './input/settle.ts';
import type { Params } from './message/json-rpc.ts';
import type { ClientCapabilities } from './session.ts';

/** How long clients may keep a result, in milliseconds, and whether those of different callers may share it (MCP, "Caching"). */
export interface CacheHint {
  readonly ttlMs: number;
  readonly cacheScope: 'public' | 'private';
}

/** What an era's results and errors have besides what their method says. */
export interface Wording {
  /** Members of a result that clients may keep. */
  keepable(hint: CacheHint): object;
  /** Members of any other result. */
  readonly common: object;
  /** How questions get to the client and answers back. */
  readonly settle: Settle;
  /** The result that asks the client to come back with answers. */
  readonly pending: (pending: Pending) => string;
  readonly capabilitiesOf: (params: Params, exchange: Exchange) => ClientCapabilities;
  /** The code of the error that there is no such resource. */
  readonly noSuchResource: number;
}
