import type { Expose, SkillExpose } from '../../capability/model.ts';
import type { Variables } from '../../consume/variables.ts';
import { hasAddress } from './bound-operation.ts';
import type { Bind } from './bind-operation.ts';
import { compileCallers } from './compile-callers.ts';
import { compileMcp, type McpCompiler } from './compile-mcp.ts';
import { compileRest, type RestCompiler } from './compile-rest.ts';
import { compileSkills } from './compile-skill.ts';
import type { DecorateBound } from './decorate.ts';
import type { ServerProgram } from './program.ts';

export interface ServerCompiler extends McpCompiler, RestCompiler {
  /** What the capability is called, for people. */
  readonly title: string;
  /** Milliseconds until an upstream answers. */
  readonly timeout: number;
  readonly variables: Variables;
  readonly decorate: DecorateBound;
}

/** Skills tell of what the other servers have, wherever these are written. */
export function compileServers(exposes: readonly Expose[], compiler: ServerCompiler): readonly ServerProgram[] {
  const compiled = new Map(
    exposes.map((expose) => [expose, expose.type === 'skill' ? [] : compileServer(expose, compiler)]),
  );
  const others = [...compiled.values()].flat();
  return exposes.flatMap((expose) =>
    expose.type === 'skill' ? compileSkillServer(expose, others, compiler) : (compiled.get(expose) ?? []),
  );
}

/** A server all of whose operations go nowhere is not worth starting. */
function compileServer(expose: Exclude<Expose, SkillExpose>, compiler: ServerCompiler): readonly ServerProgram[] {
  const { namespace, description, port } = expose;
  const callers = compileCallers(expose, compiler);
  const common = { namespace, description, port, callers };
  const bind: Bind = (exposed) => {
    const bound = compiler.bind(exposed);
    return bound && compiler.decorate(bound, namespace);
  };
  if (expose.type === 'mcp') {
    const { bound, face } = compileMcp(expose, { ...compiler, bind });
    const needsNone = [...face.resources, ...face.prompts].some((one) => one.bound === undefined);
    return needsNone || bound.some(hasAddress) ? [{ ...common, bound, face }] : [];
  }
  const { bound, face } = compileRest(expose, { ...compiler, bind });
  return bound.some(hasAddress) || face.forwards.length > 0 ? [{ ...common, bound, face }] : [];
}

function compileSkillServer(
  expose: SkillExpose,
  others: readonly ServerProgram[],
  compiler: ServerCompiler,
): readonly ServerProgram[] {
  const { namespace, description, port, skills } = expose;
  const callers = compileCallers(expose, compiler);
  const face = compileSkills(expose, others, compiler);
  return skills.length > 0 ? [{ namespace, description, port, callers, face, bound: [] }] : [];
}
