import type { IncomingHttpHeaders } from 'node:http';
import { isUtf8 } from 'node:buffer';

import { isNestedDeeperThan } from '../../json/nesting.ts';
import { losesNumbers } from '../../json/lost-numbers.ts';
import { dispatch, errorReply } from './dispatch.ts';
import type { Reply } from './dispatch.ts';
import { hasEnvelope, readEnvelope, unsupportedVersion } from './message/envelope.ts';
import type { Era } from './era.ts';
import { assumedRevision, revisionWithBatches } from './era-2025.ts';
import { routingMismatch, versionHeader, versionMismatch } from './transport/http-headers.ts';
import type { Exchange } from './exchange.ts';
import { errorCode, invalid, isRequestId, readMessage, rpcError } from './message/json-rpc.ts';
import type { Notification, Request, RequestId, Response, RpcError } from './message/json-rpc.ts';
import { parameterMismatch } from './transport/parameter-mismatch.ts';
import type { ParameterHeaders } from './transport/parameter-mismatch.ts';
import type { Session } from './session.ts';

/** A server on one address that speaks both eras, whatever carries the messages. */
export interface Endpoint {
  readonly withHandshake: Era;
  readonly stateless: Era;
  readonly parameterHeaders: ParameterHeaders;
  readonly onDefect: (error: unknown) => void;
}

const maxNesting = 64;
const maxBatch = 50;

/** The reply to what wants none. */
const accepted: Reply = { httpStatus: 202, body: '' };

/**
 * Answers one body: a message, or in revision 2025-03-26 a list of them. Never rejects.
 *
 * @param headers those of the HTTP request; without them (another transport) no rule about headers applies
 */
export function receive(
  endpoint: Endpoint,
  body: Buffer,
  headers: IncomingHttpHeaders | undefined,
  exchange: Exchange,
): Reply | Promise<Reply> {
  let value: unknown;
  const text = body.toString('utf8');
  try {
    if (!isUtf8(body)) return errorReply(undefined, notUtf8);
    value = JSON.parse(text);
  } catch {
    return errorReply(undefined, notJson);
  }
  if (isNestedDeeperThan(maxNesting, value)) return errorReply(undefined, tooDeep);
  if (losesNumbers(text)) return refuseNumbers(value);
  if (Array.isArray(value)) return receiveBatch(endpoint, value, headers, exchange);
  return receiveMessage(endpoint, value, headers, exchange);
}

/** Of a message that is none, what makes it none is said first. */
function refuseNumbers(value: unknown): Reply {
  if (Array.isArray(value)) return errorReply(undefined, tooManyDigits);
  const message = readMessage(value);
  if (message.kind === 'invalid') return errorReply(message.id, message.error);
  return message.kind === 'request' ? errorReply(message.id, tooManyDigits) : accepted;
}

function receiveMessage(
  endpoint: Endpoint,
  value: unknown,
  headers: IncomingHttpHeaders | undefined,
  exchange: Exchange,
): Reply | Promise<Reply> {
  const message = readMessage(value);
  if (message.kind === 'invalid') return errorReply(message.id, message.error);
  if (message.kind === 'response') return receiveAnswer(message, exchange);
  const era = eraOf(endpoint, message, headers);
  const problem =
    era === endpoint.stateless
      ? statelessProblem(endpoint, message, headers)
      : handshakeProblem(endpoint, message, headers);
  if (problem !== undefined) return errorReply(message.kind === 'request' ? message.id : undefined, problem);
  if (message.kind === 'notification') return heed(message, exchange);
  const { session } = exchange;
  if (!session) return dispatch(era, message, exchange, endpoint.onDefect);
  return cancellable(session, message.id, exchange, () => dispatch(era, message, exchange, endpoint.onDefect));
}

/** Of all that clients announce, a cancellation is the one thing that changes anything here. */
function heed({ method, params }: Notification, { session }: Exchange): Reply {
  const { requestId } = params;
  if (method === 'notifications/cancelled' && isRequestId(requestId)) session?.cancel(requestId);
  return accepted;
}

async function cancellable(
  session: Session,
  id: RequestId,
  exchange: Exchange,
  serve: () => Promise<Reply>,
): Promise<Reply> {
  session.begin(id, () => exchange.cancel());
  const reply = await serve();
  session.end(id);
  return reply;
}

function receiveAnswer({ id, answer }: Response, { session }: Exchange): Reply {
  if (session?.answer(id, answer)) return accepted;
  const { error } = invalid(id, 'This is a response, and nothing was asked under its id, or not any more.');
  return errorReply(id, error);
}

/** The stateless era is claimed by either sign of it, so that a message with only one is told what it lacks. */
function eraOf(endpoint: Endpoint, { params }: Message, headers: IncomingHttpHeaders | undefined): Era {
  const version = headers && versionHeader(headers);
  const claimed = hasEnvelope(params) || (version !== undefined && endpoint.stateless.revisions.includes(version));
  return claimed ? endpoint.stateless : endpoint.withHandshake;
}

type Message = Request | Notification;

/** The rules of 2026-07-28 for every message, in the order in which a client can act on them. */
function statelessProblem(
  { stateless, parameterHeaders }: Endpoint,
  { kind, method, params }: Message,
  headers: IncomingHttpHeaders | undefined,
): RpcError | undefined {
  // Notifications of this era carry no envelope, and nothing is done on their behalf.
  if (kind === 'notification') return undefined;
  const envelope = readEnvelope(params);
  if ('code' in envelope) return envelope;
  const { version } = envelope;
  const mismatch = headers && versionMismatch(headers, version);
  if (mismatch !== undefined) return mismatch;
  if (!stateless.revisions.includes(version)) return unsupportedVersion(version, stateless.revisions);
  if (headers === undefined) return undefined;
  return routingMismatch(headers, method, params) ?? parameterMismatch(parameterHeaders, headers, method, params);
}

/** The one rule of the handshake era: a revision named in the header must be known. `initialize` is there to settle it. */
function handshakeProblem(
  { withHandshake, stateless }: Endpoint,
  { method }: Message,
  headers: IncomingHttpHeaders | undefined,
): RpcError | undefined {
  const version = headers && versionHeader(headers);
  if (version === undefined || method === 'initialize' || withHandshake.revisions.includes(version)) return undefined;
  return unsupportedVersion(version, [...stateless.revisions, ...withHandshake.revisions]);
}

async function receiveBatch(
  endpoint: Endpoint,
  messages: readonly unknown[],
  headers: IncomingHttpHeaders | undefined,
  exchange: Exchange,
): Promise<Reply> {
  const version = (headers && versionHeader(headers)) ?? assumedRevision;
  if (version !== revisionWithBatches) return errorReply(undefined, batchesAreGone);
  if (messages.length === 0 || messages.length > maxBatch) return errorReply(undefined, badBatch);
  const replies = await Promise.all(
    messages.map(async (message) => receiveMessage(endpoint, message, headers, exchange)),
  );
  const answers = replies.filter((reply) => reply !== accepted).map((reply) => reply.body.toString());
  return answers.length === 0 ? accepted : { httpStatus: 200, body: `[${answers.join(',')}]` };
}

const notUtf8 = rpcError(errorCode.parseError, 400, 'The message is not UTF-8.');
const notJson = rpcError(errorCode.parseError, 400, 'The message is not JSON.');
const tooDeep = rpcError(errorCode.invalidRequest, 400, `The message is nested more than ${maxNesting} levels deep.`);
const tooManyDigits = rpcError(
  errorCode.invalidParams,
  200,
  'A number has more digits than a number here can hold, so another one would be sent. Give it as a text.',
);
const badBatch = rpcError(errorCode.invalidRequest, 400, `A batch holds 1 to ${maxBatch} messages.`);
const batchesAreGone = rpcError(
  errorCode.invalidRequest,
  400,
  `Only MCP ${revisionWithBatches} has batches of messages: send one message a request.`,
);
