import type { Answer } from './era.ts';
import { errorCode, rpcError } from './json-rpc.ts';
import type { Params } from './json-rpc.ts';

/**
 * Serves `tools/list` from bytes made beforehand. The list is one page, so a cursor is none that this server has given.
 */
export function listTools(prepared: Buffer, params: Params): Answer {
  if (params['cursor'] === undefined) return prepared;
  return rpcError(errorCode.invalidParams, 200, 'Unknown cursor: the list of tools has a single page.');
}
