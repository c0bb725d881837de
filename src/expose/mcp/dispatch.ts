import type { Answer, Era } from './era.ts';
import type { Exchange } from './exchange.ts';
import { errorCode, errorMessage, resultMessage, rpcError } from './message/json-rpc.ts';
import type { Request, RequestId, RpcError } from './message/json-rpc.ts';

/** An answer ready to be sent, over whatever transport; the status matters to HTTP alone. */
export interface Reply {
  readonly httpStatus: number;
  readonly body: string | Buffer;
  /** Of HTTP: name, value, name, value, … */
  readonly headers?: readonly string[];
}

/**
 * Runs one request in its era. Never rejects: what a method throws is a defect of ours, told to `onDefect` and answered
 * as "internal error", with nothing of it said to the caller.
 */
export async function dispatch(
  era: Era,
  request: Request,
  exchange: Exchange,
  onDefect: (error: unknown) => void,
): Promise<Reply> {
  const method = era.methods.get(request.method);
  if (method === undefined) return errorReply(request.id, methodNotFound(era, request.method));
  let answer: Answer;
  try {
    answer = await method(request.params, exchange, request.id);
  } catch (error) {
    onDefect(error);
    answer = internalError;
  }
  if (typeof answer === 'string' || Buffer.isBuffer(answer)) {
    return { httpStatus: 200, body: resultMessage(request.id, answer) };
  }
  return errorReply(request.id, answer);
}

export function errorReply(id: RequestId | undefined, error: RpcError): Reply {
  const { httpStatus, headers } = error;
  return { httpStatus, body: errorMessage(id, error), ...(headers && { headers }) };
}

// 200, as for every answer in band: clients take a 5xx for a broken connection and never read the error.
export const internalError = rpcError(errorCode.internalError, 200, 'Internal error: a defect in Capstan.');

function methodNotFound(era: Era, method: string): RpcError {
  const known = [...era.methods.keys()].join(', ');
  const message = `Method not found: ${JSON.stringify(method.slice(0, 100))}. In MCP ${era.revisions[0]} this server knows ${known}.`;
  return rpcError(errorCode.methodNotFound, era.unknownMethodStatus, message);
}
