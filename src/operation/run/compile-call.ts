import type { Call } from '../../capability/model.ts';
import type { Api } from '../../consume/api.ts';
import type { UpstreamRequest } from '../../consume/request/request.ts';
import type { ContractOperation } from '../../contract/contract.ts';
import { parseReference } from '../../expression/reference.ts';
import type { Failure, FieldProblem } from '../../problem/failure.ts';
import { fallbackBody } from '../inputs/typed-inputs.ts';
import { inputsTooMuch } from './too-much.ts';
import { compileArguments, type Context, type Lookup } from './values.ts';

/** A consumed operation, ready to be called. */
export interface CompiledCall {
  readonly api: Api;
  /** Builds the one request that a context means, or says why there is none. */
  prepare(context: Context): { readonly request: UpstreamRequest } | { readonly failure: Failure };
}

/** @throws InvalidExpression when a template or JSONPath cannot be read. */
export function compileCall(
  flow: Call,
  api: Api,
  contract: ContractOperation | undefined,
  lookup: Lookup,
): CompiledCall {
  const plan = api.plan(flow.call, fallbackBody(contract));
  const toArguments = compileArguments(flow.arguments, lookup);
  return {
    api,
    prepare(context) {
      if (api.blocked) return { failure: api.blocked };
      try {
        const request = plan(toArguments(context));
        if ('headers' in request) return { request };
        return { failure: 'field' in request ? notSendable(request, flow) : request };
      } catch (error) {
        if (!(error instanceof URIError)) return { failure: inputsTooMuch(error) };
        return {
          failure: notSendable({ field: '', message: 'a value holds half a character (a lone surrogate)' }, flow),
        };
      }
    },
  };
}

/** Says of an argument that cannot be sent which of the caller's inputs it came from. */
function notSendable({ field, message }: FieldProblem, { arguments: wired }: Call): Failure {
  const argument = wired.find(({ parameter }) => parameter === field || parameter === parseReference(field)?.name);
  const input = argument && 'input' in argument.value ? argument.value.input : field;
  return {
    code: 'invalid-input',
    status: 400,
    detail: `${input === '' ? message : `${input} ${message}`}. Nothing was sent.`,
    retry: 'never',
    ...(input !== '' && { fields: [{ field: input, message }] }),
  };
}
