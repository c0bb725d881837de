import type { ExposedResource } from '../../../capability/model.ts';
import { compileTextInputs } from '../../../operation/inputs/text-inputs.ts';
import type { Operation, Outcome } from '../../../operation/operation.ts';
import { placeholders } from '../../../expression/placeholders.ts';
import { failedCall } from '../result/failed-call.ts';
import { knownValues } from '../completion/known-values.ts';
import { contentsOf } from './contents-of.ts';
import type { McpResource, ReadOutcome } from './resource.ts';

/** Upstream's words for "there is no such thing" (RFC 9110 §15.5.5, §15.5.11). */
const nothingThere = new Set([404, 410]);

/** A resource that an operation is run for. What its URI says are texts, and the operation checks and encodes them. */
export function operationResource(exposed: ExposedResource, operation: Operation, isStatic: boolean): McpResource {
  const { name, title, uri, mimeType, scopes } = exposed;
  const names = placeholders(uri);
  const toInputs = compileTextInputs(operation.inputs);
  const described: Omit<McpResource, 'uri' | 'uriTemplate'> = {
    name,
    title,
    description: operation.description || undefined,
    mimeType,
    scopes,
    isStatic,
    read: async (asked, values, context) =>
      readOutcome(await operation.run(toInputs(values), context), asked, exposed, operation),
  };
  if (names.length === 0) return { ...described, uri };
  const known = operation.inputs.filter((input) => names.includes(input.name));
  const values = Object.fromEntries(known.map((input) => [input.name, knownValues(input.schema)]));
  return { ...described, uriTemplate: uri, values };
}

function readOutcome(
  outcome: Outcome,
  asked: string,
  { uri, mimeType, isBinary }: ExposedResource,
  { hints }: Operation,
): ReadOutcome {
  if (outcome.kind !== 'failure' && outcome.kind !== 'refused') {
    return { kind: 'contents', contents: [contentsOf(outcome, asked, { mimeType, isBinary })] };
  }
  const failed = failedCall(outcome, hints);
  // What a placeholder stands for is the caller's choice; what the document names itself ought to be there.
  const isNothing = outcome.kind === 'refused' && nothingThere.has(outcome.answer.status) && uri !== asked;
  return isNothing ? { ...failed, kind: 'nothing' } : failed;
}
