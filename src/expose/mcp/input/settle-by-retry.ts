import { isObject } from '../../../json/json.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { RpcError } from '../message/json-rpc.ts';
import type { Seal } from '../seal.ts';
import type { ClientCapabilities } from '../session.ts';
import { missingCapability } from './can-ask.ts';
import { fingerprint } from './fingerprint.ts';
import { firstRound } from './input-required.ts';
import type { InputRequired, Round } from './input-required.ts';
import { isInputRequired } from './settle.ts';
import type { Pending, Request, Settle } from './settle.ts';

/** Milliseconds that a client may take to come back with answers. */
export const patience = 600_000;

/**
 * MCP 2026-07-28: the questions are the result, and the client sends the whole request again with its answers. What one
 * round tells the next goes through the client's hands, so it is sealed and bound to the request and its caller.
 */
export function settleByRetry(seal: Seal, capabilitiesOf: (request: Request) => ClientCapabilities): Settle {
  return async (request, run) => {
    const round = readRound(request, seal);
    if ('code' in round) return round;
    const result = await run(round);
    return isInputRequired(result) ? ask(result, request, seal, capabilitiesOf(request)) : result;
  };
}

function readRound(request: Request, seal: Seal): Round | RpcError {
  const { inputResponses, requestState } = request.params;
  if (inputResponses === undefined && requestState === undefined) return firstRound;
  if (inputResponses !== undefined && !isObject(inputResponses))
    return malformed('"inputResponses" must be an object.');
  const answers = inputResponses ?? {};
  if (requestState === undefined) return { answers, state: undefined };
  if (typeof requestState !== 'string')
    return malformed('"requestState" must be the text that came with the questions.');
  const opened = seal.open(purposeOf(request), requestState);
  if ('value' in opened) return { answers, state: opened.value };
  // Too late is no offence: the request is served as if it came for the first time, and the questions are asked again.
  return opened.problem === 'expired' ? firstRound : foreignState;
}

function ask(
  { requests, state }: InputRequired,
  request: Request,
  seal: Seal,
  client: ClientCapabilities,
): Pending | RpcError {
  const missing = Object.values(requests).flatMap((question) => missingCapability(question, client) ?? []);
  if (missing.length > 0) return clientLacks(Object.assign({}, ...missing));
  const requestState = state === undefined ? undefined : seal.close(purposeOf(request), state, patience);
  return { kind: 'pending', inputRequests: requests, requestState };
}

/** What a state is good for, and nothing else: this request, with these arguments, by this caller. */
function purposeOf({ method, subject, params, exchange }: Request): string {
  return `state ${fingerprint(method, subject, params['arguments'] ?? {}, exchange.caller?.id ?? null)}`;
}

/** The request cannot be served for a client without these capabilities. */
export function clientLacks(requiredCapabilities: object): RpcError {
  const message = `This needs a client that can do more: ${Object.keys(requiredCapabilities).join(', ')}.`;
  return rpcError(errorCode.missingCapability, 400, message, { requiredCapabilities });
}

function malformed(message: string): RpcError {
  return rpcError(errorCode.invalidParams, 200, message);
}

const foreignState = malformed(
  'The "requestState" does not belong to this request. Send the request again without it.',
);
