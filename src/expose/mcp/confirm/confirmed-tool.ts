import { randomUUID } from 'node:crypto';

import type { ConfirmPolicy } from '../../../capability/confirm.ts';
import { isObject } from '../../../json/json.ts';
import type { Inputs } from '../../../operation/operation.ts';
import { canElicit } from '../input/can-ask.ts';
import type { InputRequired } from '../input/input-required.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import { failed } from '../result/tool-result.ts';
import type { ServedTool, ToolAnswer, ToolContext } from '../tools/served-tool.ts';
import { describeCall } from './describe-call.ts';
import type { UsedOnce } from './used-once.ts';

/** The name of the question. */
const question = 'confirm';

/**
 * A tool that asks a person before each call, by the client. The consent is good for one call: of this tool, with these
 * arguments, by this caller (the state that comes back with it is bound to them), and not a second time.
 */
export function confirmedTool(tool: ServedTool, policy: Exclude<ConfirmPolicy, 'off'>, used: UsedOnce): ServedTool {
  return {
    ...tool,
    async call(inputs, context): Promise<ToolAnswer> {
      const { state, answers } = context.round;
      if (typeof state !== 'string') return begin(tool, policy, inputs, context);
      const answer = answers[question];
      if (!isObject(answer)) return ask(tool, inputs, state);
      if (answer['action'] !== 'accept') return declined(answer['action']);
      return used.take(state) ? tool.call(inputs, context) : usedAlready;
    },
  };
}

async function begin(
  tool: ServedTool,
  policy: ConfirmPolicy,
  inputs: Inputs,
  context: ToolContext,
): Promise<ToolAnswer> {
  if (canElicit(context.capabilities, 'form') && context.canAsk) return ask(tool, inputs, randomUUID());
  return policy === 'prefer' ? tool.call(inputs, context) : cannotAsk(tool);
}

/** There is nothing to fill in: to accept the question is to consent. */
function ask({ name }: ServedTool, inputs: Inputs, state: string): InputRequired {
  return {
    kind: 'input-required',
    requests: {
      [question]: {
        method: 'elicitation/create',
        params: {
          mode: 'form',
          message: describeCall(name, inputs),
          requestedSchema: { type: 'object', properties: {} },
        },
      },
    },
    state,
  };
}

function cannotAsk({ name }: ServedTool): ToolAnswer {
  return failed({
    text: `${name} may only run once a person has confirmed it, and this client cannot ask one (it has no elicitation). Nothing was sent.\nUse a client that supports elicitation, or ask whoever runs this server to change its policy: --confirm ${name}=prefer.`,
    error: { code: 'confirmation-missing', retry: 'never' },
  });
}

function declined(action: unknown): ToolAnswer {
  const what = action === 'decline' ? 'said no' : 'did not answer';
  return failed({
    text: `The person who was asked ${what}. Nothing was sent.\nDo not try again unless the person asks for it.`,
    error: { code: 'confirmation-missing', retry: 'never' },
  });
}

const usedAlready = rpcError(
  errorCode.invalidParams,
  200,
  'This confirmation has been used, and one is good for one call. Send the request again without "requestState".',
);
