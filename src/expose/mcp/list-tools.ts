import type { Caller } from '../../operation/caller.ts';
import type { Toolbox } from './call-tool.ts';
import type { Answer } from './era.ts';
import { errorCode, rpcError } from './json-rpc.ts';
import type { Params } from './json-rpc.ts';
import { perCaller } from './per-caller.ts';

/**
 * Makes the bytes of the list that a caller is shown: of the tools it may use.
 *
 * @param result what the answer is, with these tools in it.
 */
export function prepareToolList(
  { tools }: Toolbox,
  result: (tools: readonly object[]) => object,
): (caller: Caller | undefined) => Buffer {
  return perCaller(
    [...tools.values()],
    ({ scopes }) => scopes,
    (visible) => Buffer.from(JSON.stringify(result(visible.map(({ description }) => description)))),
  );
}

/**
 * Serves `tools/list` from bytes made beforehand. The list is one page, so a cursor is none that this server has given.
 */
export function listTools(prepared: Buffer, params: Params): Answer {
  if (params['cursor'] === undefined) return prepared;
  return rpcError(errorCode.invalidParams, 200, 'Unknown cursor: the list of tools has a single page.');
}
