import type { IncomingMessage, ServerResponse } from 'node:http';

import type { FailureCode } from '../../problem/catalogue.ts';
import type { Failure } from '../../problem/failure.ts';
import type { CallContext, Caller } from '../../operation/operation.ts';
import type { Callers } from '../http/callers.ts';
import type { Guard } from '../http/guard.ts';
import { readBody } from '../http/read-body.ts';
import { whenGone } from '../http/when-gone.ts';
import { errorReply, internalError } from './dispatch.ts';
import type { Reply } from './dispatch.ts';
import { errorCode, rpcError } from './json-rpc.ts';
import { receive } from './receive.ts';
import type { Endpoint } from './receive.ts';

type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface HttpOptions {
  /** The largest request body that is accepted, in bytes. */
  readonly maxBodyBytes: number;
  readonly guard: Guard;
  /** Lets callers in; left out, anyone may call. */
  readonly callers?: Callers | undefined;
}

/**
 * Serves one HTTP request as MCP's Streamable HTTP transport, in its plain form: every POST is answered at once and as
 * JSON. There are no event streams and no sessions, in any revision, so there is nothing to GET or DELETE.
 *
 * The `Accept` header is not looked at: clients must accept JSON in every revision, and some forget to say so.
 */
export async function serveHttp(
  endpoint: Endpoint,
  { maxBodyBytes, guard, callers }: HttpOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const refusal = guard(request) ?? unsuitable(request);
    if (refusal !== undefined) return refuse(response, refusal);
    const checked = callers?.check(request);
    const caller = checked instanceof Promise ? await checked : checked;
    if (response.destroyed) return; // it went away meanwhile
    if (caller && 'failure' in caller) return refuse(response, caller.failure, caller.headers);
    const body = await readBody(request, maxBodyBytes);
    if (!Buffer.isBuffer(body)) return refuse(response, body);
    send(response, await receive(endpoint, body, request.headers, callContext(response, caller)));
  } catch (error) {
    endpoint.onDefect(error);
    if (response.headersSent) response.destroy();
    else send(response, errorReply(undefined, internalError));
  }
}

/** Not an AbortSignal: making one for every call took a fifth of a call's time. */
function callContext(response: ServerResponse, caller: Caller | undefined): CallContext {
  return { whenGone: (cancel) => whenGone(response, cancel), caller };
}

/** What can be seen before the body is read. */
function unsuitable({ method, url = '', headers }: IncomingMessage): Failure | undefined {
  if (!isServed(url)) return failure('unknown-route', 404, 'MCP is served at /mcp, and nothing else is here.');
  if (method !== 'POST') {
    return failure('method-not-allowed', 405, 'MCP is served by POST alone: there are no streams and no sessions.');
  }
  const type = headers['content-type'] ?? '';
  if (type !== 'application/json' && !/^application\/json\s*(;|$)/i.test(type)) {
    return failure('unsupported-media-type', 415, 'The Content-Type must be application/json.');
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return failure('unsupported-media-type', 415, 'The body must not be compressed.');
  }
  return undefined;
}

function isServed(url: string): boolean {
  return url === '/mcp' || url === '/' || /^\/(mcp\/?)?(\?|$)/.test(url);
}

function failure(code: FailureCode, status: number, detail: string): Failure {
  return { code, status, detail, retry: 'never' };
}

function send(response: ServerResponse, { httpStatus, body, headers = {} }: Reply): void {
  if (response.destroyed) return;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body === '') response.writeHead(httpStatus, ['content-length', '0']).end();
  else {
    const length = String(Buffer.byteLength(body));
    response.writeHead(httpStatus, ['content-type', 'application/json', 'content-length', length]).end(body);
  }
}

/** What goes wrong before there is a message is said as a JSON-RPC error without an id, which MCP clients can read. */
function refuse(response: ServerResponse, { code, status, detail, retry }: Failure, headers: Headers = {}): void {
  if (status === 405) response.setHeader('allow', 'POST');
  if (code === 'body-too-large') response.setHeader('connection', 'close');
  const error = rpcError(errorCode.invalidRequest, status, detail, { code, retry });
  send(response, errorReply(undefined, { ...error, headers }));
}
