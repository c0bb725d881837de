import type { IncomingMessage, ServerResponse } from 'node:http';

import type { FailureCode } from '../../../problem/catalogue.ts';
import type { Failure } from '../../../problem/failure.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { Callers } from '../../http/callers.ts';
import type { Guard } from '../../http/guard.ts';
import type { Pace } from '../../http/pace.ts';
import { readBody } from '../../http/read-body.ts';
import type { Changes } from '../changes/changes.ts';
import { streamChanges } from '../changes/stream.ts';
import { errorReply, internalError } from '../dispatch.ts';
import { versionHeader } from './http-headers.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import { receive } from '../receive.ts';
import type { Endpoint } from '../receive.ts';
import type { Session } from '../session.ts';
import { HttpExchange, writeReply } from './http-exchange.ts';
import type { Sessions } from './sessions.ts';

type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface HttpOptions {
  /** The largest request body that is accepted, in bytes. */
  readonly maxBodyBytes: number;
  readonly guard: Guard;
  /** Lets callers in; left out, anyone may call. */
  readonly callers?: Callers | undefined;
  /** How often each caller may call; left out, as often as it likes. */
  readonly pace?: Pace | undefined;
  readonly sessions: Sessions;
  readonly changes: Changes;
}

/**
 * Serves one HTTP request as MCP's Streamable HTTP transport. A POST is answered at once and as JSON, unless there is
 * something to say before the answer: then it becomes an event stream. In a session (revisions with handshake) changes can
 * be heard of by GET, and DELETE ends it.
 */
export async function serveHttp(
  endpoint: Endpoint,
  { maxBodyBytes, guard, callers, pace, sessions, changes }: HttpOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let exchange: HttpExchange | undefined;
  try {
    const refusal = guard(request) ?? unsuitable(request);
    if (refusal !== undefined) return refuse(response, refusal);
    const checked = callers?.check(request);
    const caller = checked instanceof Promise ? await checked : checked;
    if (response.destroyed) return; // it went away meanwhile
    if (caller && 'failure' in caller) return refuse(response, caller.failure, caller.headers);
    const tooFast = pace?.(request, caller);
    if (tooFast) return refuse(response, tooFast.failure, tooFast.headers);
    const session = isStateless(request, endpoint) ? undefined : sessionOf(request, sessions, caller);
    if (session === 'ended') return refuse(response, sessionEnded);
    if (request.method === 'DELETE') return endSession(response, session && sessions.end(session.id, caller));
    if (request.method === 'GET') return listenInSession(request, response, session, changes);
    const body = await readBody(request, maxBodyBytes);
    if (!Buffer.isBuffer(body)) return refuse(response, body);
    exchange = new HttpExchange(request, response, sessions, { session, caller });
    exchange.reply(await receive(endpoint, body, request.headers, exchange));
  } catch (error) {
    endpoint.onDefect(error);
    if (response.headersSent) response.destroy();
    else writeReply(response, errorReply(undefined, internalError));
  }
}

/** Whether the request is of a revision without sessions: it has none, though it may name one. */
function isStateless({ headers }: IncomingMessage, { stateless }: Endpoint): boolean {
  const version = versionHeader(headers);
  return version !== undefined && stateless.revisions.includes(version);
}

/** A client of a revision with handshake names its session. */
function sessionOf(
  { headers }: IncomingMessage,
  sessions: Sessions,
  caller: Caller | undefined,
): Session | 'ended' | undefined {
  const id = headers['mcp-session-id'];
  return typeof id === 'string' ? sessions.find(id, caller) : undefined;
}

function endSession(response: ServerResponse, hasEnded = false): void {
  if (hasEnded) writeReply(response, { httpStatus: 204, body: '' });
  else refuse(response, postAlone);
}

function listenInSession(
  { headers }: IncomingMessage,
  response: ServerResponse,
  session: Session | undefined,
  changes: Changes,
): void {
  const isPossible = session !== undefined && /\btext\/event-stream\b/i.test(headers.accept ?? '');
  if (!isPossible || !streamChanges(response, session, changes)) refuse(response, postAlone);
}

/** What can be seen before the body is read. */
function unsuitable({ method, url = '', headers }: IncomingMessage): Failure | undefined {
  if (!isServed(url)) return failure('unknown-route', 404, 'MCP is served at /mcp, and nothing else is here.');
  const isInSession = headers['mcp-session-id'] !== undefined;
  if ((method === 'DELETE' || method === 'GET') && isInSession) return undefined;
  if (method !== 'POST') return postAlone;
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

const postAlone = failure(
  'method-not-allowed',
  405,
  'MCP is served by POST; outside a session there is nothing to GET.',
);
const sessionEnded = failure('unknown-route', 404, 'This session has ended: send `initialize` to begin another.');

function failure(code: FailureCode, status: number, detail: string): Failure {
  return { code, status, detail, retry: 'never' };
}

/** What goes wrong before there is a message is said as a JSON-RPC error without an id, which MCP clients can read. */
function refuse(response: ServerResponse, { code, status, detail, retry }: Failure, headers: Headers = {}): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status === 405) response.setHeader('allow', 'POST');
  if (code === 'body-too-large') response.setHeader('connection', 'close');
  writeReply(response, errorReply(undefined, rpcError(errorCode.invalidRequest, status, detail, { code, retry })));
}
