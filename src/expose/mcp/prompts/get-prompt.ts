import { isObject } from '../../../json/json.ts';
import { closestName } from '../../../json/closest-name.ts';
import { mayUse, type Caller } from '../../../operation/caller.ts';
import type { FieldProblem } from '../../../problem/failure.ts';
import type { Method } from '../era.ts';
import { failedError } from '../result/failed-call.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { RpcError } from '../message/json-rpc.ts';
import { scopesOf, type Offer } from '../offer.ts';
import { refusedCaller } from '../refused-caller.ts';
import { requestContext } from '../message/request-context.ts';
import type { Wording } from '../wording.ts';
import type { McpPrompt } from './prompt.ts';

/** Prepares `prompts/get`: the arguments are checked here, so that a prompt only has to make its messages. */
export function prepareGetPrompt({ prompts, callers }: Offer, wording: Wording): Method {
  const known = new Map(prompts.map((prompt) => [prompt.name, prompt]));
  return async (params, exchange) => {
    const { name, arguments: written = {} } = params;
    if (typeof name !== 'string') return invalid('"params.name" must be the name of a prompt, as text.');
    if (!isObject(written)) return invalid('"params.arguments" must be a JSON object.');
    const prompt = known.get(name);
    if (!prompt) return unknownPrompt(name, prompts, exchange.caller);
    const forbidden = callers?.forbid(exchange.caller, scopesOf(prompt));
    if (forbidden) return refusedCaller(forbidden);
    const problems = findProblems(prompt, written);
    if (problems.length > 0) return invalidArguments(prompt, problems);
    const given = givenTexts(prompt, written);
    const context = { ...requestContext(params, exchange), capabilities: wording.capabilitiesOf(params, exchange) };
    const outcome = await wording.settle({ method: 'prompts/get', subject: name, params, exchange }, (round) =>
      prompt.get(given, { ...context, round }),
    );
    if ('code' in outcome) return outcome;
    if (outcome.kind === 'pending') return wording.pending(outcome);
    if (outcome.kind === 'failed') return failedError(outcome);
    return JSON.stringify({ description: prompt.description, messages: outcome.messages, ...wording.common });
  };
}

type Written = Readonly<Record<string, unknown>>;

/** The protocol's arguments are texts; some clients send a number or a truth value as what it is. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function findProblems(prompt: McpPrompt, written: Written): readonly FieldProblem[] {
  const names = prompt.arguments.map(({ name }) => name);
  const missing = prompt.arguments.filter(({ name, required }) => required && !Object.hasOwn(written, name));
  const unknown = Object.keys(written).filter((name) => !names.includes(name));
  const notText = names.filter((name) => Object.hasOwn(written, name) && textOf(written[name]) === undefined);
  return [
    ...missing.map(({ name }) => ({ field: name, message: 'is required' })),
    ...unknown.map((name) => ({ field: name.slice(0, 100), message: 'is not taken', allowed: names })),
    ...notText.map((name) => ({ field: name, message: 'must be text' })),
  ];
}

/** People leave fields of forms empty: one that may be left out then is. */
function givenTexts(prompt: McpPrompt, written: Written): Readonly<Record<string, string>> {
  const given = prompt.arguments.flatMap(({ name, required }): readonly (readonly [string, string])[] => {
    const text = Object.hasOwn(written, name) ? textOf(written[name]) : undefined;
    return text === undefined || (text === '' && !required) ? [] : [[name, text]];
  });
  return Object.fromEntries(given);
}

function invalidArguments({ name, arguments: all }: McpPrompt, problems: readonly FieldProblem[]): RpcError {
  const what = problems.map(({ field, message }) => `${JSON.stringify(field)} ${message}`).join('; ');
  const taken = all.map((one) => (one.required ? one.name : `${one.name} (optional)`)).join(', ') || 'nothing';
  return invalid(`The prompt ${name} cannot be made: ${what}. It takes ${taken}.`, { fields: problems });
}

/** Names that a caller is not shown are not hinted at either. */
function unknownPrompt(name: string, prompts: readonly McpPrompt[], caller: Caller | undefined): RpcError {
  const visible = prompts.filter((prompt) => mayUse(caller, scopesOf(prompt)));
  const near = closestName(
    name,
    visible.map((prompt) => prompt.name),
  );
  const hint = near === undefined ? 'prompts/list names those there are.' : `Did you mean "${near}"?`;
  return invalid(`Unknown prompt: ${JSON.stringify(name.slice(0, 100))}. ${hint}`);
}

function invalid(message: string, data?: object): RpcError {
  return rpcError(errorCode.invalidParams, 200, message, data);
}
