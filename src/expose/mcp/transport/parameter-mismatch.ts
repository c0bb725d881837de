import type { IncomingHttpHeaders } from 'node:http';

import { isObject } from '../../../json/json.ts';
import { decodeHeaderValue } from './header-value.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { Params, RpcError } from '../message/json-rpc.ts';
import type { ParameterHeader } from '../schema/header-annotations.ts';
import type { ServedTool } from '../tools/served-tool.ts';

/** The headers that calls of a tool carry, by the tool's name; only of tools that have any. */
export type ParameterHeaders = ReadonlyMap<string, readonly ParameterHeader[]>;

/** What is to be known of a server's tools to check the headers of calls. */
export function parameterHeaders(tools: readonly Pick<ServedTool, 'name' | 'headers'>[]): ParameterHeaders {
  return new Map(tools.flatMap(({ name, headers }) => (headers.length > 0 ? [[name, headers]] : [])));
}

/**
 * MCP 2026-07-28, Streamable HTTP, "Custom Headers from Tool Parameters": each annotated argument that is given is repeated
 * in its header, and no other is. What stood in between may have decided by the header, so it must say what the body says.
 */
export function parameterMismatch(
  tools: ParameterHeaders,
  headers: IncomingHttpHeaders,
  method: string,
  params: Params,
): RpcError | undefined {
  if (tools.size === 0 || method !== 'tools/call') return undefined;
  for (const { name, path } of tools.get(String(params['name'])) ?? []) {
    const header = headers[`mcp-param-${name.toLowerCase()}`];
    const value = valueAt(params['arguments'], path);
    const what = `The header Mcp-Param-${name}`;
    if (value === undefined || value === null) {
      if (header !== undefined) return rejected(`${what} is there, and the argument ${path.join('.')} is not.`);
    } else if (typeof header !== 'string') {
      return rejected(`${what} is missing; it must repeat the argument ${path.join('.')}.`);
    } else if (!isSame(header, value)) {
      return rejected(`${what} differs from the argument ${path.join('.')}.`);
    }
  }
  return undefined;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), value);
}

/** Numbers are compared as such: `42.0` is 42. */
function isSame(header: string, value: unknown): boolean {
  // RFC 9110 §5.5: a header holds visible ASCII, spaces and tabs.
  const text = /^[\t\x20-\x7E]*$/.test(header) ? decodeHeaderValue(header) : null;
  if (text === null) return false;
  if (typeof value !== 'number') return text === String(value);
  return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) && Number(text) === value;
}

function rejected(message: string): RpcError {
  return rpcError(errorCode.headerMismatch, 400, message);
}
