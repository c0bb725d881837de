import { isObject } from '../../../json/json.ts';

/** What a request is told apart by; its answer carries the same (JSON-RPC 2.0 §4; MCP forbids null). */
export type RequestId = string | number;

/** The named parameters of a message. Values are whatever the caller sent: look before use. */
export type Params = Readonly<Record<string, unknown>>;

export interface Request {
  readonly kind: 'request';
  readonly id: RequestId;
  readonly method: string;
  readonly params: Params;
}

/** A message that wants no answer. */
export interface Notification {
  readonly kind: 'notification';
  readonly method: string;
  readonly params: Params;
}

/** What a client answers to a question it was asked. */
export interface Response {
  readonly kind: 'response';
  readonly id: RequestId;
  readonly answer: { readonly result: unknown } | { readonly problem: string };
}

/** A JSON-RPC error, with the HTTP status it travels under where the transport is HTTP. */
export interface RpcError {
  readonly kind: 'error';
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
  readonly httpStatus: number;
  /** Of HTTP: name, value, name, value, … */
  readonly headers?: readonly string[];
}

/** A message that can't be served, with its id where one could be read. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly id: RequestId | undefined;
  readonly error: RpcError;
}

/** JSON-RPC's own error codes, and those of MCP 2026-07-28; `resourceNotFound` is of the revisions before it. */
export const errorCode = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  resourceNotFound: -32002,
  headerMismatch: -32020,
  missingCapability: -32021,
  unsupportedVersion: -32022,
} as const;

export function rpcError(code: number, httpStatus: number, message: string, data?: unknown): RpcError {
  return data === undefined
    ? { kind: 'error', code, httpStatus, message }
    : { kind: 'error', code, httpStatus, message, data };
}

const noParams: Params = {};

/** Reads one parsed JSON value as a message (JSON-RPC 2.0 §4, narrowed by MCP: params by name only, ids never null). */
export function readMessage(value: unknown): Request | Notification | Response | Invalid {
  if (!isObject(value)) return invalid(undefined, 'A JSON-RPC message is a JSON object.');
  const { jsonrpc, id, method, params } = value;
  const usable = isRequestId(id) ? id : undefined;
  if (jsonrpc !== '2.0') return invalid(usable, 'The message must say "jsonrpc": "2.0".');
  if (typeof method !== 'string') {
    const answer = readAnswer(value);
    if (answer && usable !== undefined) return { kind: 'response', id: usable, answer };
    return invalid(usable, 'The message must name its "method", as text.');
  }
  if (params !== undefined && !isObject(params)) {
    const error = rpcError(errorCode.invalidParams, 400, '"params" must be a JSON object.');
    return { kind: 'invalid', id: usable, error };
  }
  if (id === undefined) return { kind: 'notification', method, params: params ?? noParams };
  if (usable === undefined) return invalid(undefined, 'The "id" of a request must be text or a number.');
  return { kind: 'request', id: usable, method, params: params ?? noParams };
}

function readAnswer(message: Readonly<Record<string, unknown>>): Response['answer'] | undefined {
  if ('result' in message) return { result: message['result'] };
  const { error } = message;
  if (error === undefined) return undefined;
  const words =
    isObject(error) && typeof error['message'] === 'string' ? error['message'].slice(0, 500) : 'no reason given';
  return { problem: `The client answered with an error: ${words}` };
}

export function invalid(id: RequestId | undefined, message: string): Invalid {
  return { kind: 'invalid', id, error: rpcError(errorCode.invalidRequest, 400, message) };
}

/** A number too large to be held exactly could not be sent back as it came. */
export function isRequestId(id: unknown): id is RequestId {
  return typeof id === 'string' || (typeof id === 'number' && Math.abs(id) <= Number.MAX_SAFE_INTEGER);
}

export function notificationMessage(method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params });
}

export function requestMessage(id: RequestId, method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

const resultEnd = '}';
const resultEndBytes = Buffer.from(resultEnd);

/** The text of a response; `result` is JSON already, and stays as bytes if it is. */
export function resultMessage(id: RequestId, result: string | Buffer): string | Buffer {
  const start = `{"jsonrpc":"2.0","id":${typeof id === 'number' ? id : JSON.stringify(id)},"result":`;
  if (typeof result === 'string') return start + result + resultEnd;
  return Buffer.concat([Buffer.from(start), result, resultEndBytes]);
}

/** The text of an error response; without an id where the request's could not be read. */
export function errorMessage(id: RequestId | undefined, error: RpcError): string {
  const { code, message, data } = error;
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data } });
}
