import type { Skill, SkillTool } from '../../expose/skill/skill.ts';
import type { Input } from '../../operation/operation.ts';
import type { BoundOperation } from '../../runtime/compile/bound-operation.ts';
import type { Program, ServerProgram } from '../../runtime/compile/program.ts';
import type { BoundPrompt, BoundResource } from '../../runtime/compile/program.ts';
import { describeInput } from './planned-input.ts';
import { describeOperation, type PlannedOperation } from './planned-operation.ts';

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
  readonly skills?: readonly PlannedEntry[];
}

/** A resource or a prompt; where it is an operation, with all that there is to say of one. */
export interface PlannedEntry extends Omit<PlannedOperation, 'inputSchema'> {
  /** The files it reads: of resources by their URIs, of skills by their ways in its folder. */
  readonly files?: readonly string[];
  /** Of skills: what they tell of, and where it is from. */
  readonly tools?: readonly string[];
}

export function describeServer(
  { namespace, face, port, callers, bound }: ServerProgram,
  program: Program,
): PlannedServer {
  const described = (one: BoundOperation): PlannedOperation => describeOperation(one, program);
  const server = { namespace, type: face.type, port, callersShow: callers?.shows };
  if (face.type === 'rest') return { ...server, operations: bound.map(described) };
  if (face.type === 'skill') return { ...server, operations: [], skills: face.skills.map(describeSkill) };
  const resources = face.resources.map((resource) => describeResource(resource, described));
  const prompts = face.prompts.map((prompt) => describePrompt(prompt, described));
  return {
    ...server,
    operations: bound.filter(({ operation }) => face.tools.includes(operation)).map(described),
    ...(resources.length > 0 && { resources }),
    ...(prompts.length > 0 && { prompts }),
  };
}

function describeSkill({ about: { name, description }, tools, files }: Skill): PlannedEntry {
  const ways = files.map(({ steps }) => steps.join('/'));
  return { name, description, exposed: 'skill', scopes: [], inputs: [], tools: tools.map(toolInWords), files: ways };
}

function toolInWords(tool: SkillTool): string {
  if (tool.kind === 'instruction') return `${tool.name}: ${tool.steps.join('/')}`;
  return `${tool.name}: ${tool.action} of ${tool.namespace}`;
}

type Describe = (bound: BoundOperation) => PlannedOperation;

function describeResource({ exposed: of, bound, served }: BoundResource, described: Describe): PlannedEntry {
  const { name, uri, scopes, description = '' } = of;
  const exposed = `resource ${uri}`;
  if (bound) return { ...described(bound), exposed };
  const files = served.flatMap((resource) => ('uri' in resource ? [resource.uri] : []));
  return { name, description, exposed, scopes, inputs: [], files };
}

function describePrompt({ exposed, bound }: BoundPrompt, described: Describe): PlannedEntry {
  const { name, scopes, description = '', arguments: inputs } = exposed;
  const asArgument = (input: Input): PlannedEntry['inputs'][number] => ({ ...describeInput(input), in: 'argument' });
  return {
    ...(bound ? described(bound) : { name, description, scopes }),
    exposed: 'prompt',
    inputs: (bound?.operation.inputs ?? inputs).map(asArgument),
  };
}
