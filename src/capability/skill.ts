import type { Place } from '../problem/diagnostic.ts';
import type { ExposedOperation } from './model.ts';

/** Knowledge for agents: what it is good for, the tools that belong to it, and a folder of files (agentskills.io). */
export interface ExposedSkill {
  readonly name: string;
  readonly description: string;
  readonly license: string | undefined;
  /** What it needs to work, in words. */
  readonly compatibility: string | undefined;
  readonly metadata: ReadonlyMap<string, string>;
  /** Names of tools that may be used without asking, with spaces between them. */
  readonly allowedTools: string | undefined;
  readonly argumentHint: string | undefined;
  readonly userInvocable: boolean | undefined;
  readonly disableModelInvocation: boolean | undefined;
  /** The folder of its files; relative to the document. */
  readonly location: string | undefined;
  readonly tools: readonly ExposedSkillTool[];
  readonly place: Place | undefined;
}

/** Something an agent does with a skill. The skill only tells of it: it is called where it is served. */
export interface ExposedSkillTool {
  readonly name: string;
  readonly description: string;
  readonly source:
    /** What another server of this document exposes; `namespace` and `action` as they are written. */
    | {
        readonly kind: 'operation';
        readonly namespace: string;
        readonly action: string;
        readonly operation: ExposedOperation;
      }
    /** The way to a file in the skill's folder that says how it is done. */
    | { readonly kind: 'instruction'; readonly file: string };
  readonly place: Place | undefined;
}
