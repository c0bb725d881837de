import { frontMatter } from './front-matter.ts';
import type { Skill, SkillFile, SkillTool } from './skill.ts';
import { callAddress, pathOfFile, type Vantage } from './vantage.ts';

/** A skill as the list has it, with the paths at which there is more. */
export function listSkill({ about }: Skill, { base }: Vantage): object {
  const path = `${base}/${encodeURIComponent(about.name)}`;
  return { ...frontMatter(about), path, contents: `${path}/contents`, download: `${path}/download` };
}

/** A skill with its tools, and how each of these is called. */
export function describeSkill(skill: Skill, vantage: Vantage): object {
  return {
    ...listSkill(skill, vantage),
    tools: skill.tools.map((tool) => describeTool(tool, skill.about.name, vantage)),
  };
}

export function describeFile({ steps, size, mimeType }: SkillFile, skill: string, vantage: Vantage): object {
  return { name: steps.join('/'), size, type: mimeType, path: pathOfFile(skill, steps, vantage) };
}

function describeTool(tool: SkillTool, skill: string, vantage: Vantage): object {
  const { name, description } = tool;
  if (tool.kind === 'instruction') {
    return { name, description, instruction: tool.steps.join('/'), path: pathOfFile(skill, tool.steps, vantage) };
  }
  const { kind: type, namespace: sourceNamespace, action, isClosed, inputSchema } = tool;
  const call =
    tool.kind === 'mcp'
      ? { tool: tool.tool }
      : {
          method: tool.method,
          in: inputSchema && Object.fromEntries(tool.inputs.map((input) => [input.name, input.in])),
        };
  return {
    name,
    description,
    from: { sourceNamespace, action },
    type,
    url: callAddress(tool, vantage),
    ...call,
    ...(isClosed && { authentication: 'required' }),
    inputSchema,
  };
}
