import type { ExposedSkill } from '../../capability/model.ts';
import type { JsonSchema } from '../../json/schema.ts';
import type { Input } from '../../operation/operation.ts';
import type { Failure } from '../../problem/failure.ts';

/** A skill with what its tools and files have turned out to be. */
export interface Skill {
  readonly about: ExposedSkill;
  readonly tools: readonly SkillTool[];
  /** Those of its folder, by their names. */
  readonly files: readonly SkillFile[];
}

export interface SkillFile {
  /** Its way from the skill's folder, never none. */
  readonly steps: readonly string[];
  /** In bytes, when it was found. */
  readonly size: number;
  readonly mimeType: string | undefined;
  /** Never throws. */
  read(): Promise<{ readonly bytes: Buffer } | { readonly failure: Failure }>;
}

export type SkillTool = RestTool | McpTool | Instruction;

/** An operation of a REST server. */
export interface RestTool extends CalledTool {
  readonly kind: 'rest';
  readonly method: string;
  /** With a slash at its beginning and placeholders in single braces. */
  readonly path: string;
  readonly inputs: readonly Input[];
}

/** A tool of an MCP server. */
export interface McpTool extends CalledTool {
  readonly kind: 'mcp';
  /** What the server calls it. */
  readonly tool: string;
}

/** A file of the skill that says how something is done. */
export interface Instruction extends DescribedTool {
  readonly kind: 'instruction';
  readonly steps: readonly string[];
}

interface CalledTool extends DescribedTool {
  readonly namespace: string;
  readonly action: string;
  /** Whether callers of its server must authenticate. */
  readonly isClosed: boolean;
  /** Undefined where who may read of the skill may not know. */
  readonly inputSchema: JsonSchema | undefined;
}

interface DescribedTool {
  readonly name: string;
  readonly description: string;
}
