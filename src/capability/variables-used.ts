import { placeholders } from '../expression/placeholders.ts';
import { readName } from '../expression/reference.ts';
import { templateNames } from '../expression/template.ts';
import { isObject } from '../json/json.ts';
import type { Place } from '../problem/diagnostic.ts';
import { callsOf } from './calls.ts';
import { exposedOperations } from './exposed-operations.ts';
import type { Argument, Capability, Consume, ConsumedOperation, ExposedOperation, Shape, Value } from './model.ts';
import { consumedOperations, operationName } from './rules/consumed-operations.ts';
import { credentialFields } from './rules/credential-fields.ts';
import { sourcesOf } from './sources.ts';

/** A variable (of a bind, or of the environment) that a document reads, and one place it puts it. */
export interface UsedVariable {
  /** As the document writes it: `env.API_KEY`, or `API_KEY`. */
  readonly name: string;
  /** In words: `the credentials of billing`. */
  readonly where: string;
  readonly kind: VariableUse;
  readonly place: Place | undefined;
}

/** `placeholder`: of an address, in single braces, where it is plain that the user fills it in. `callers`: what they are checked with. */
export type VariableUse = 'credential' | 'callers' | 'placeholder' | 'text';

/** Everything a document reads from outside of it, for whoever wants to know before running it. */
export function variablesUsed(capability: Capability): readonly UsedVariable[] {
  const operations = capability.exposes.flatMap(exposedOperations);
  return [
    ...capability.consumes.flatMap(inConsume),
    ...consumedOperations(capability).flatMap(inConsumedOperation),
    ...capability.exposes.flatMap(({ authentication, namespace, place }) =>
      credentialFields(authentication).flatMap(([, text]) =>
        used([text], {
          where:
            authentication?.type === 'oauth2'
              ? `the check of callers of ${namespace}`
              : `what callers of ${namespace} must show`,
          kind: 'callers',
          place,
        }),
      ),
    ),
    ...operations.flatMap(inExposedOperation),
  ];
}

function inConsume({ namespace, baseUri, authentication, place }: Consume): readonly UsedVariable[] {
  const texts = credentialFields(authentication).map(([, text]) => text);
  const templated = templateNames(baseUri);
  return [
    ...placeholders(baseUri).map((name) => ({
      name,
      where: `the address of ${namespace}`,
      kind: templated.includes(name) ? ('text' as const) : ('placeholder' as const),
      place,
    })),
    ...used(texts, { where: `the credentials of ${namespace}`, kind: 'credential', place }),
  ];
}

function inConsumedOperation(operation: ConsumedOperation): readonly UsedVariable[] {
  const { parameters, body, place } = operation;
  const name = operationName(operation);
  const written = used(textsIn(body?.content), { where: `the body of ${name}`, kind: 'text', place });
  return [
    ...parameters.flatMap((parameter) =>
      used(textsIn(parameter.constant), {
        where: `\`${parameter.name}\` (${parameter.in}) of ${name}`,
        kind: 'text',
        place,
      }),
    ),
    ...written.filter((variable) => !body?.names.has(variable.name)),
  ];
}

function inExposedOperation({
  name,
  inputs,
  bindings,
  flow,
  output,
  place,
}: ExposedOperation): readonly UsedVariable[] {
  const known = new Set([
    ...inputs.map((input) => input.name),
    ...bindings.map(({ parameter }) => parameter),
    ...(flow.kind === 'steps' ? flow.steps.map((step) => step.name) : []),
  ]);
  const inArguments = (wired: readonly Argument[], of: string): readonly UsedVariable[] =>
    wired.flatMap(({ parameter, value }) =>
      used(templatesIn(value), { where: `\`${parameter}\` of ${of}`, kind: 'text', place }),
    );
  const lookups = flow.kind === 'steps' ? flow.steps.filter((step) => step.kind === 'lookup') : [];
  return [
    ...inArguments(bindings, name),
    ...callsOf(flow).flatMap((call) => inArguments(call.arguments, operationName(call.call))),
    ...lookups.flatMap(({ value }) =>
      used(templatesIn(value), { where: `what ${name} looks up`, kind: 'text', place }),
    ),
    ...used(output.kind === 'mapped' ? constantsOf(output.shape) : [], {
      where: `the answer of ${name}`,
      kind: 'text',
      place,
    }),
  ].filter((variable) => readName(variable.name, known).kind === 'other');
}

function used(texts: readonly string[], { where, kind, place }: Omit<UsedVariable, 'name'>): readonly UsedVariable[] {
  return texts.flatMap((text) => templateNames(text).map((name) => ({ name, where, kind, place })));
}

function templatesIn(value: Value): readonly string[] {
  return sourcesOf(value).flatMap((source) => ('template' in source ? [source.template] : []));
}

function constantsOf({ constant, properties, items }: Shape): readonly string[] {
  return [
    ...textsIn(constant),
    ...[...(properties?.values() ?? [])].flatMap(constantsOf),
    ...(items ? constantsOf(items) : []),
  ];
}

/** All texts within a value of the model or of JSON. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Map) return [...value].flatMap(textsIn);
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.entries(value).flatMap(textsIn) : [];
}
