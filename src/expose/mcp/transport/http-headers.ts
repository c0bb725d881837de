import type { IncomingHttpHeaders } from 'node:http';

import { decodeHeaderValue } from './header-value.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { Params, RpcError } from '../message/json-rpc.ts';

/** The `MCP-Protocol-Version` header, as it came; undefined when there is none. */
export function versionHeader(headers: IncomingHttpHeaders): string | undefined {
  return single(headers['mcp-protocol-version']);
}

/** MCP 2026-07-28: the header must name the revision that the message names. */
export function versionMismatch(headers: IncomingHttpHeaders, version: string): RpcError | undefined {
  return mismatch('MCP-Protocol-Version', versionHeader(headers), version);
}

/** The methods whose subject is repeated in `Mcp-Name`, and the parameter that names it (of tasks, SEP-2663 says so). */
const subjectOf: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
  ['tasks/get', 'taskId'],
  ['tasks/update', 'taskId'],
  ['tasks/cancel', 'taskId'],
]);

/**
 * MCP 2026-07-28: `Mcp-Method` and `Mcp-Name` repeat the body, so that what stands between client and server can decide
 * by headers alone. They are compared, because whoever decided by the headers must have decided about this very call.
 */
export function routingMismatch(headers: IncomingHttpHeaders, method: string, params: Params): RpcError | undefined {
  const wrongMethod = mismatch('Mcp-Method', single(headers['mcp-method']), method);
  if (wrongMethod !== undefined) return wrongMethod;
  const parameter = subjectOf.get(method);
  const subject = parameter === undefined ? undefined : params[parameter];
  // A subject that is missing or no text is the method's to refuse.
  if (typeof subject !== 'string') return undefined;
  const header = single(headers['mcp-name']);
  const name = header === undefined ? undefined : decodeHeaderValue(header);
  if (name === null) return rejected('The Mcp-Name header holds Base64 that cannot be read.');
  return mismatch('Mcp-Name', name, subject);
}

function mismatch(header: string, value: string | undefined, inBody: string): RpcError | undefined {
  if (value === inBody) return undefined;
  return value === undefined
    ? rejected(`The ${header} header is missing; MCP 2026-07-28 requires it.`)
    : rejected(`The ${header} header differs from the message: it must be ${JSON.stringify(inBody.slice(0, 100))}.`);
}

function rejected(message: string): RpcError {
  return rpcError(errorCode.headerMismatch, 400, message);
}

/** Node joins what a client repeats with a comma, except for a few headers that are none of these. */
function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
