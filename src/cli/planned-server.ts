import type { Input } from '../operation/operation.ts';
import type { ServerProgram } from '../runtime/compile.ts';
import type { BoundPrompt, BoundResource } from '../runtime/compile-mcp.ts';
import { describeInput, describeOperation, type PlannedOperation } from './planned-operation.ts';

/** What a server serves; the form of `plan --json`. */
export interface PlannedServer {
  readonly namespace: string;
  readonly type: string;
  readonly port: number;
  /** In words; undefined where anyone may call. */
  readonly callersShow: string | undefined;
  /** REST operations, or tools. */
  readonly operations: readonly PlannedOperation[];
  readonly resources?: readonly PlannedEntry[];
  readonly prompts?: readonly PlannedEntry[];
}

/** A resource or a prompt; where it is an operation, with all that there is to say of one. */
export interface PlannedEntry extends Omit<PlannedOperation, 'inputSchema'> {
  /** The URIs of the files it reads. */
  readonly files?: readonly string[];
}

export function describeServer({ namespace, face, port, callers, bound }: ServerProgram): PlannedServer {
  const server = { namespace, type: face.type, port, callersShow: callers?.shows };
  if (face.type === 'rest') return { ...server, operations: bound.map(describeOperation) };
  const resources = face.resources.map(describeResource);
  const prompts = face.prompts.map(describePrompt);
  return {
    ...server,
    operations: bound.filter(({ operation }) => face.tools.includes(operation)).map(describeOperation),
    ...(resources.length > 0 && { resources }),
    ...(prompts.length > 0 && { prompts }),
  };
}

function describeResource({
  exposed: { name, uri, scopes, description = '' },
  bound,
  served,
}: BoundResource): PlannedEntry {
  const exposed = `resource ${uri}`;
  if (bound) return { ...describeOperation(bound), exposed };
  const files = served.flatMap((resource) => ('uri' in resource ? [resource.uri] : []));
  return { name, description, exposed, scopes, inputs: [], files };
}

function describePrompt({ exposed, bound }: BoundPrompt): PlannedEntry {
  const { name, scopes, description = '', arguments: inputs } = exposed;
  const asArgument = (input: Input): PlannedEntry['inputs'][number] => ({ ...describeInput(input), in: 'argument' });
  return {
    ...(bound ? describeOperation(bound) : { name, description, scopes }),
    exposed: 'prompt',
    inputs: (bound?.operation.inputs ?? inputs).map(asArgument),
  };
}
