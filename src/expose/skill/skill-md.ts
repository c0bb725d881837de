import { dump } from 'js-yaml';
import { frontMatter } from './front-matter.ts';
import type { Skill, SkillTool } from './skill.ts';
import { callAddress, type Vantage } from './vantage.ts';

/** The `SKILL.md` of a skill whose folder has none: what the document says of it, and how its tools are called. */
export function writeSkillMd({ about, tools }: Skill, vantage: Vantage): string {
  const head = dump(frontMatter(about), { lineWidth: -1 });
  const sections = tools.map(
    (tool) => `### ${tool.name}\n\n${paragraphs(tool.description, ...howToCall(tool, vantage))}`,
  );
  return `---\n${head}---\n\n${paragraphs(`# ${about.name}`, about.description, sections.length > 0 ? '## Tools' : '', ...sections)}\n`;
}

function howToCall(tool: SkillTool, vantage: Vantage): readonly string[] {
  if (tool.kind === 'instruction') {
    const way = tool.steps.map(encodeURIComponent).join('/');
    return [`How it is done is in [${tool.steps.join('/')}](${way}).`];
  }
  const address = callAddress(tool, vantage);
  const call =
    tool.kind === 'rest'
      ? `Send \`${tool.method} ${address ?? tool.path}\` (the operation \`${tool.action}\` of \`${tool.namespace}\`).`
      : `Call the tool \`${tool.tool}\` of the MCP server \`${tool.namespace}\`, ${address === undefined ? 'over standard input and output' : `at ${address}`}.`;
  return [call, tool.isClosed ? 'Its callers must authenticate.' : '', inputs(tool)];
}

function inputs(tool: Exclude<SkillTool, { kind: 'instruction' }>): string {
  const { properties = {}, required = [] } = tool.inputSchema ?? {};
  const places = new Map(tool.kind === 'rest' ? tool.inputs.map((input) => [input.name, input.in]) : []);
  return Object.entries(properties)
    .map(([name, { description }]) => {
      const place = places.get(name);
      const marks = [...(place === undefined ? [] : [`in ${place}`]), ...(required.includes(name) ? ['required'] : [])];
      return `- \`${name}\`${marks.length > 0 ? ` (${marks.join(', ')})` : ''}${description === undefined ? '' : `: ${description.trim().replaceAll(/\s+/g, ' ')}`}`;
    })
    .join('\n');
}

function paragraphs(...texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n');
}
