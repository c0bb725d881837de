import type { Lookup as LookupStep, Step } from '../../capability/model.ts';
import { collect } from '../../consume/answer/collect.ts';
import { traced } from '../../consume/request/trace-context.ts';
import type { Json } from '../../json/json.ts';
import { isObject } from '../../json/json.ts';
import { deepestNesting, isNestedDeeperThan } from '../../json/nesting.ts';
import type { CompiledCall } from './compile-call.ts';
import { compileMapping } from './map-output.ts';
import type { CallContext } from '../call-context.ts';
import type { Outcome } from '../outcome.ts';
import type { AnswerReader } from './read-answer.ts';
import { tooDeep } from './too-much.ts';
import { compileValue, type Context, type Lookup } from './values.ts';

/** What a step came to: its result, or how it ended the flow. */
export type StepResult = { readonly value: Json } | { readonly ended: Outcome };

export interface CompiledStep {
  readonly name: string;
  readonly written: Step;
  /** Undefined for a step that calls nothing. */
  readonly call: CompiledCall | undefined;
  run(context: Context, caller: CallContext | undefined): StepResult | Promise<StepResult>;
}

/** @throws InvalidExpression when a JSONPath or template in it cannot be read. */
export function compileCallStep(
  step: Step & { readonly kind: 'call' },
  call: CompiledCall,
  readAnswer: AnswerReader,
  { maxBytes, isLast }: { readonly maxBytes: number; readonly isLast: boolean },
): CompiledStep {
  const project = compileProjection(step);
  return {
    name: step.name,
    written: step,
    call,
    async run(context, caller) {
      const prepared = call.prepare(context);
      if ('failure' in prepared) return { ended: { kind: 'failure', failure: prepared.failure } };
      const request = traced(prepared.request, caller?.trace);
      const answer = await collect((receiver) => call.api.send(request, receiver), {
        maxBytes,
        whenGone: caller?.whenGone,
      });
      if ('failure' in answer) return { ended: { kind: 'failure', failure: answer.failure } };
      const outcome = await readAnswer(answer);
      if (outcome.kind === 'value') {
        if (isNestedDeeperThan(deepestNesting, outcome.value)) return { ended: { kind: 'failure', failure: tooDeep } };
        return { value: project(outcome.value) };
      }
      if (outcome.kind === 'text') return { value: outcome.text };
      // The bytes of a last step are the answer; for later steps they are text, as JSON knows no bytes.
      if (outcome.kind === 'binary' && !isLast) return { value: outcome.bytes.toString('base64') };
      return { ended: outcome };
    },
  };
}

/** Later steps see what the consumed operation's outputs take out of its answer; of a list, its items with that added. */
function compileProjection({ call: { projection } }: Step & { readonly kind: 'call' }): (answer: Json) => Json {
  if (!projection) return (answer) => answer;
  const mapping = compileMapping(projection);
  const nothing = (): undefined => undefined;
  const take = (answer: Json): Json => mapping(answer, nothing);
  if (!projection.properties) return take;
  return (answer) => {
    if (!Array.isArray(answer)) return take(answer);
    return (answer as readonly Json[]).map((item) => Object.assign({}, isObject(item) ? item : {}, take(item)));
  };
}

/** @throws InvalidExpression when the path of what it looks up cannot be read. */
export function compileLookupStep(step: LookupStep & { readonly name: string }, lookup: Lookup): CompiledStep {
  const valueOf = compileValue(step.value, lookup);
  return {
    name: step.name,
    written: step,
    call: undefined,
    run(context) {
      const entries = entriesOf(context[step.index] as Json); // steps come to JSON
      const wanted = valueOf(context);
      const find = (value: unknown): Json | undefined => {
        const text = asText(value);
        const found = text === undefined ? undefined : entries.find((entry) => asText(entry[step.match]) === text);
        return found && pick(found, step.fields);
      };
      if (!Array.isArray(wanted)) return { value: find(wanted) ?? null };
      return { value: wanted.flatMap((value) => find(value) ?? []) };
    },
  };
}

type Entry = Readonly<Record<string, Json>>;

/** A list's objects; or of an object that holds just one list, that one's; or the object itself. */
function entriesOf(value: Json): readonly Entry[] {
  if (Array.isArray(value)) return (value as readonly Json[]).filter(isEntry);
  if (!isEntry(value)) return [];
  const lists = Object.values(value).filter(Array.isArray);
  return lists.length === 1 ? (lists[0] as readonly Json[]).filter(isEntry) : [value];
}

function isEntry(value: Json | undefined): value is Entry {
  return isObject(value);
}

/** Values are compared as texts: an id may be a number here and a text there. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function pick(entry: Entry, fields: readonly string[]): Json {
  return Object.fromEntries(
    fields.map((field) => [field, Object.hasOwn(entry, field) ? (entry[field] ?? null) : null]),
  );
}
