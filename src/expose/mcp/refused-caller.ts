import type { CallerRefusal } from '../http/callers.ts';
import { errorCode, rpcError } from './message/json-rpc.ts';
import type { RpcError } from './message/json-rpc.ts';

/** MCP asks for the HTTP status and the challenge (2025-11-25, Authorization, "Insufficient Scope Errors"). */
export function refusedCaller({ failure, headers }: CallerRefusal): RpcError {
  const { code, status, detail, retry } = failure;
  const written = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => [name, value]),
  );
  return { ...rpcError(errorCode.invalidRequest, status, detail, { code, retry }), headers: written };
}
