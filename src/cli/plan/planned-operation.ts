import type { Argument, Call, Flow, RestOperation } from '../../capability/model.ts';
import { callsOf } from '../../capability/calls.ts';
import { shownPath } from '../../expression/placeholders.ts';
import type { JsonSchema } from '../../json/schema.ts';
import type { BoundOperation } from '../../runtime/compile/bound-operation.ts';
import type { Program } from '../../runtime/compile/program.ts';
import { needsOfApi } from '../documents/needs.ts';
import { describeInput, type PlannedInput } from './planned-input.ts';
import { describeRequest, type PlannedRequest } from './planned-request.ts';
import { valueText } from './value-text.ts';

/** What an operation takes and sends, with every secret left out; the form of `plan --json`. */
export interface PlannedOperation {
  readonly name: string;
  readonly description: string;
  /** Method and path of a REST operation; what else it is but a tool. */
  readonly exposed?: string;
  /** What a caller's token must allow, beside what its server asks of all. */
  readonly scopes: readonly string[];
  readonly inputs: readonly PlannedInput[];
  readonly inputSchema: JsonSchema;
  /** `namespace.operation`, of an operation that makes one call. */
  readonly calls?: string;
  readonly request?: PlannedRequest;
  /** Of a flow: what it does one after the other. */
  readonly steps?: readonly PlannedStep[];
  /** Whether it answers by itself and sends nothing. */
  readonly mock?: true;
  /** Why it cannot be called as things are. */
  readonly blocked?: string;
  /** What has to be given before it can be. */
  readonly needs?: readonly string[];
}

export type PlannedStep =
  | { readonly name: string; readonly calls: string; readonly request: PlannedRequest }
  | { readonly name: string; readonly looksUp: string; readonly in: string };

export function describeOperation(bound: BoundOperation, program: Program): PlannedOperation {
  const { operation, exposed, calls } = bound;
  const written = 'method' in exposed ? (exposed as RestOperation) : undefined; // only REST operations have a method
  const blocked = calls.find(({ api }) => api.blocked)?.api.blocked;
  const called = new Set(calls.map(({ api }) => api.namespace));
  const needs = program.capability.consumes
    .filter(({ namespace }) => called.has(namespace))
    .flatMap((consume) => needsOfApi(consume, program));
  return {
    name: operation.name,
    description: operation.description,
    ...(written && { exposed: `${written.method} ${shownPath(written.path)}` }),
    scopes: operation.scopes,
    inputs: operation.inputs.map(describeInput),
    inputSchema: operation.inputSchema,
    ...describeFlow(exposed.flow, bound),
    ...(blocked && { blocked: blocked.detail, needs: [...new Set(needs)] }),
  };
}

function describeFlow(flow: Flow, { calls, exposed }: BoundOperation): Partial<PlannedOperation> {
  if (flow.kind === 'mock') return { mock: true };
  const requests = new Map(callsOf(flow).map((call, index) => [call, calls[index]]));
  const describe = (call: Call): { readonly calls: string; readonly request: PlannedRequest } => ({
    calls: `${call.call.namespace}.${call.call.name}`,
    request: describeRequest(withBindings(call, exposed.bindings), requests.get(call)),
  });
  if (flow.kind === 'call') return describe(flow);
  return {
    steps: flow.steps.map((step) =>
      step.kind === 'call'
        ? { name: step.name, ...describe(step) }
        : { name: step.name, looksUp: `${step.match} = ${valueText(step.value)}`, in: step.index },
    ),
  };
}

/** The call with the values of the inputs that the document fills itself. */
function withBindings(call: Call, bindings: readonly Argument[]): Call {
  const bound = new Map(bindings.map(({ parameter, value }) => [parameter, value]));
  const fill = (argument: Argument): Argument => ({
    ...argument,
    value: ('input' in argument.value && bound.get(argument.value.input)) || argument.value,
  });
  return { ...call, arguments: call.arguments.map(fill) };
}
