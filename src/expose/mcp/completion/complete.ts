import { mayUse, type Caller } from '../../../operation/caller.ts';
import { isObject } from '../../../json/json.ts';
import type { Method } from '../era.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { RpcError } from '../message/json-rpc.ts';
import { canBeCompleted, scopesOf } from '../offer.ts';
import type { Offer } from '../offer.ts';
import { compileResourceFinder } from '../resources/find-resource.ts';
import type { Wording } from '../wording.ts';

/** The protocol's limit of suggestions in one answer. */
const mostValues = 100;

/** The known values of one argument; undefined where there is no such prompt or resource. */
type ValuesOf = (subject: string, argument: string, caller: Caller | undefined) => readonly string[] | undefined;

/** `completion/complete`; nothing where nothing takes arguments. */
export function completionMethods(offer: Offer, { common }: Wording): readonly (readonly [string, Method])[] {
  if (!canBeCompleted(offer)) return [];
  const kinds = new Map<unknown, { readonly key: string; readonly valuesOf: ValuesOf }>([
    ['ref/prompt', { key: 'name', valuesOf: promptValues(offer) }],
    ['ref/resource', { key: 'uri', valuesOf: resourceValues(offer) }],
  ]);
  const complete: Method = ({ ref, argument }, { caller }) => {
    const kind = isObject(ref) ? kinds.get(ref['type']) : undefined;
    const subject = kind && isObject(ref) ? ref[kind.key] : undefined;
    if (!kind || typeof subject !== 'string') return invalidReference;
    if (!isObject(argument) || typeof argument['name'] !== 'string' || typeof argument['value'] !== 'string') {
      return invalid('"params.argument" must hold the "name" of an argument and its "value" so far, as texts.');
    }
    const values = kind.valuesOf(subject, argument['name'], caller);
    if (!values) return invalid(`There is nothing to complete: ${JSON.stringify(subject.slice(0, 100))} is unknown.`);
    const matches = rank(values, argument['value']);
    const completion = {
      values: matches.slice(0, mostValues),
      total: matches.length,
      hasMore: matches.length > mostValues,
    };
    return JSON.stringify({ completion, ...common });
  };
  return [['completion/complete', complete]];
}

function promptValues({ prompts }: Offer): ValuesOf {
  const known = new Map(prompts.map((prompt) => [prompt.name, prompt]));
  return (subject, argument, caller) => {
    const prompt = known.get(subject);
    if (!prompt || !mayUse(caller, scopesOf(prompt))) return undefined;
    return prompt.arguments.find(({ name }) => name === argument)?.values ?? [];
  };
}

/** A reference may be the template, or a URI that it expands to. */
function resourceValues({ resources }: Offer): ValuesOf {
  const find = compileResourceFinder(resources);
  return (subject, argument, caller) => {
    const resource =
      resources.find((one) => 'uriTemplate' in one && one.uriTemplate === subject) ?? find(subject)?.resource;
    if (!resource || !mayUse(caller, scopesOf(resource))) return undefined;
    const values = 'uriTemplate' in resource ? (resource.values ?? {}) : {};
    return Object.hasOwn(values, argument) ? values[argument] : [];
  };
}

/** Those that begin as what was typed, then those that hold it elsewhere; in whatever case. */
function rank(values: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  const found = values.filter((value) => value.toLowerCase().includes(wanted));
  const begins = (value: string): boolean => value.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((value) => !begins(value))];
}

function invalid(message: string): RpcError {
  return rpcError(errorCode.invalidParams, 200, message);
}

const invalidReference = invalid(
  '"params.ref" must be {"type":"ref/prompt","name":…} or {"type":"ref/resource","uri":…}.',
);
