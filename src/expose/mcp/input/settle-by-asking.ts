import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { RpcError } from '../message/json-rpc.ts';
import { missingCapability } from './can-ask.ts';
import { firstRound } from './input-required.ts';
import type { InputRequest } from './input-required.ts';
import { isInputRequired } from './settle.ts';
import type { Request, Settle } from './settle.ts';

/** More rounds than this are no dialogue. */
const mostRounds = 10;

/** MCP with handshake: the client is asked while it waits, by requests on the stream of its own request. */
export const settleByAsking: Settle = async (request, run) => {
  let round = firstRound;
  for (let count = 0; count < mostRounds; count++) {
    const result = await run(round);
    if (!isInputRequired(result)) return result;
    const answers = await askAll(result.requests, request);
    if ('code' in answers) return answers;
    round = { answers: Object.fromEntries(answers.given), state: result.state };
  }
  return cannotAnswer('It was asked more often than makes sense.');
};

async function askAll(
  requests: Readonly<Record<string, InputRequest>>,
  { exchange }: Request,
): Promise<{ readonly given: readonly (readonly [string, unknown])[] } | RpcError> {
  const { ask, session } = exchange;
  const unable = Object.values(requests).find((one) => missingCapability(one, session?.capabilities ?? {}));
  if (!ask || unable) {
    return cannotAnswer(
      `It needs ${unable?.method ?? 'input from its client'}, which this client did not say it can do when it connected.`,
    );
  }
  try {
    const given = Object.entries(requests).map(
      async ([name, { method, params }]) => [name, await ask(method, params)] as const,
    );
    return { given: await Promise.all(given) };
  } catch (error) {
    return cannotAnswer(error instanceof Error ? error.message : 'The client gave no answer.');
  }
}

function cannotAnswer(why: string): RpcError {
  return rpcError(errorCode.invalidRequest, 200, `The request needs input. ${why}`);
}
