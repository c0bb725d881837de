import type { ExposedSkill, ExposedSkillTool, SkillExpose } from '../../capability/model.ts';
import type { Mask } from '../../consume/mask.ts';
import { createTool } from '../../expose/mcp/tools/tool.ts';
import { shownInput } from '../../expose/mcp/schema/shown-input.ts';
import type { Skill, SkillFile, SkillTool } from '../../expose/skill/skill.ts';
import { closestName } from '../../json/closest-name.ts';
import type { JsonSchema } from '../../json/schema.ts';
import type { Operation } from '../../operation/operation.ts';
import type { Report } from '../../problem/report.ts';
import type { ServerProgram, SkillProgram } from './program.ts';
import type { NamedFiles } from '../files/load-files.ts';
import { skillFile } from '../files/skill-file.ts';

export interface SkillCompiler {
  readonly files: NamedFiles;
  readonly mask: Mask;
  /** The largest file that is read, in bytes. */
  readonly maxAnswerBytes: number;
  readonly report: Report;
}

/** @param others the servers that are served beside it. A tool of one that is not is left out; why it is not, was said there. */
export function compileSkills(
  { skills, authentication }: SkillExpose,
  others: readonly ServerProgram[],
  compiler: SkillCompiler,
): SkillProgram {
  const { maxAnswerBytes } = compiler;
  const compiled = skills.map((about): Skill => {
    const files = findFiles(about, compiler);
    const tools = about.tools.flatMap((tool) => {
      if (tool.source.kind === 'instruction') return findInstruction(about, tool, files, compiler.report);
      const isOpen = authentication === undefined;
      return others.flatMap((server) => findCalled(tool, server, isOpen) ?? []);
    });
    return { about, tools, files };
  });
  return { type: 'skill', skills: compiled, maxBytes: maxAnswerBytes };
}

function findFiles({ location }: ExposedSkill, { files, mask, maxAnswerBytes }: SkillCompiler): readonly SkillFile[] {
  const found = location === undefined ? [] : (files.served.get(location) ?? []);
  return found.map((file) => skillFile(file, { maxBytes: maxAnswerBytes, mask }));
}

function findInstruction(
  skill: ExposedSkill,
  { name, description, source, place }: ExposedSkillTool,
  files: readonly SkillFile[],
  report: Report,
): readonly SkillTool[] {
  const written = source.kind === 'instruction' ? source.file : '';
  const ways = new Map(files.map(({ steps }) => [steps.join('/'), steps]));
  const steps = ways.get(written.replace(/^\.\//, ''));
  if (steps) return [{ kind: 'instruction', name, description, steps }];
  const near = closestName(written, [...ways.keys()]);
  report.add('file-unreadable', {
    message: `${written}, which the tool ${name} of the skill ${skill.name} names, is no file of the skill’s folder; the tool is left out.`,
    ...(near !== undefined && { fix: `Did you mean ${near}?` }),
    ...(place && { place }),
  });
  return [];
}

/** @param isOpen whether anyone may read of it: what a server tells only its callers is then not told here. */
function findCalled(
  { name, description, source }: ExposedSkillTool,
  { face, bound, callers }: ServerProgram,
  isOpen: boolean,
): SkillTool | undefined {
  if (source.kind !== 'operation' || face.type === 'skill') return undefined;
  const operation = bound.find(({ exposed }) => exposed === source.operation)?.operation;
  if (!operation) return undefined;
  const isClosed = callers !== undefined;
  const isShown = !isClosed || !isOpen;
  const common = { name, description, namespace: source.namespace, action: source.action, isClosed };
  if (face.type === 'mcp') {
    return {
      kind: 'mcp',
      ...common,
      tool: operation.name,
      inputSchema: isShown ? shownInputOf(operation) : undefined,
    };
  }
  const route = face.routes.find((one) => one.operation === operation);
  if (!route) return undefined;
  return {
    kind: 'rest',
    ...common,
    method: route.method,
    path: route.path.startsWith('/') ? route.path : `/${route.path}`,
    inputs: operation.inputs,
    inputSchema: isShown ? operation.inputSchema : undefined,
  };
}

/** As `tools/list` has it: its clients may take other names than the document's. */
function shownInputOf(operation: Operation): JsonSchema {
  return shownInput(createTool(operation).operation.inputSchema);
}
