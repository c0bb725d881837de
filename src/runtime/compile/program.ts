import type { Capability, ExposedPrompt, ExposedResource } from '../../capability/model.ts';
import type { Api } from '../../consume/api.ts';
import type { Mask } from '../../consume/mask.ts';
import type { Variables } from '../../consume/variables.ts';
import type { Callers } from '../../expose/http/callers.ts';
import type { McpPrompt } from '../../expose/mcp/prompts/prompt.ts';
import type { McpResource } from '../../expose/mcp/resources/resource.ts';
import type { CacheHint } from '../../expose/mcp/wording.ts';
import type { RestRoute } from '../../expose/rest/router.ts';
import type { Skill } from '../../expose/skill/skill.ts';
import type { Forwarding } from '../../operation/forward.ts';
import type { Operation } from '../../operation/operation.ts';
import type { Diagnostic } from '../../problem/diagnostic.ts';
import type { BoundOperation } from './bound-operation.ts';

/** A capability compiled: everything ready to be served or called. */
export interface Program {
  readonly capability: Capability;
  readonly apis: ReadonlyMap<string, Api>;
  readonly servers: readonly ServerProgram[];
  readonly variables: Variables;
  readonly diagnostics: readonly Diagnostic[];
  /** Hides every secret of every API. */
  readonly mask: Mask;
  /** Closes the connections to the upstreams once running calls are done. */
  close(): Promise<void>;
}

/** One exposed server, compiled; `bound` pairs each operation with what it was compiled from. */
export interface ServerProgram {
  readonly namespace: string;
  readonly description: string | undefined;
  readonly port: number;
  /** Lets callers in; undefined where anyone may call. */
  readonly callers: Callers | undefined;
  readonly face: RestProgram | McpProgram | SkillProgram;
  readonly bound: readonly BoundOperation[];
}

/** What a REST server has, compiled. */
export interface RestProgram {
  readonly type: 'rest';
  readonly routes: readonly RestRoute[];
  readonly forwards: readonly Forwarding[];
}

/** What an MCP server has, compiled. */
export interface McpProgram {
  readonly type: 'mcp';
  readonly transport: 'http' | 'stdio';
  readonly tools: readonly Operation[];
  readonly resources: readonly BoundResource[];
  readonly prompts: readonly BoundPrompt[];
  readonly caching: Partial<CacheHint>;
}

export interface BoundResource {
  readonly exposed: ExposedResource;
  /** Undefined for files. */
  readonly bound: BoundOperation | undefined;
  /** The one; or of a folder, as many as it has files. */
  readonly served: readonly McpResource[];
}

export interface BoundPrompt {
  readonly exposed: ExposedPrompt;
  /** Undefined where its messages are written. */
  readonly bound: BoundOperation | undefined;
  readonly served: McpPrompt;
}

/** What a skill server has, compiled. */
export interface SkillProgram {
  readonly type: 'skill';
  readonly skills: readonly Skill[];
  /** The most that is downloaded at once, in bytes. */
  readonly maxBytes: number;
}
