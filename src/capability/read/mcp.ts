import { toolName } from '../infer/tool-names.ts';
import type { ExposedOperation, McpExpose } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readFlow } from './flow.ts';
import { readHints } from './hints.ts';
import type { ReadServer } from './server.ts';
import { readToolInputs } from './tool-inputs.ts';

export function readMcp(reader: Reader, server: ReadServer, outer: Scope): readonly McpExpose[] {
  if (reader.text('transport') === 'stdio') {
    reader.report(
      'unsupported',
      `\`${reader.path}\` is served over stdio, which this release cannot do; it is left out.`,
      {
        key: 'transport',
      },
    );
    return [];
  }
  for (const key of ['resources', 'prompts']) {
    if (reader.has(key))
      reader.report(
        'unsupported',
        `\`${reader.path}\` has MCP ${key}, which this release cannot serve; they are left out.`,
        { key },
      );
  }
  const scope = { ...outer, prefixes: new Set(['tools', server.namespace]) };
  const tools = reader.entries('tools').flatMap((entry) => {
    const tool = readTool(entry, scope);
    return tool ? [tool] : [];
  });
  return [{ type: 'mcp', ...server, tools: withoutDuplicates(tools, reader) }];
}

function readTool({ name: written, reader }: Entry, scope: Scope): ExposedOperation | undefined {
  const read = readFlow(reader, readToolInputs(reader), scope);
  if (!read) return undefined;
  const { inputs, bindings, flow, output } = read;
  const name = toolName(written ?? read.name ?? 'tool');
  if (written !== undefined && name !== written) {
    reader.report('tool-renamed', `Clients do not take the tool name \`${written}\`; it is served as \`${name}\`.`, {
      fix: 'A tool name is 1 to 64 letters, digits, hyphens and underscores.',
    });
  }
  return {
    name,
    description: reader.text('description') ?? read.description,
    hints: readHints(reader, flow, read.semantics),
    inputs,
    bindings,
    flow,
    output,
    place: reader.place,
  };
}

function withoutDuplicates(tools: readonly ExposedOperation[], expose: Reader): readonly ExposedOperation[] {
  const served = new Map<string, ExposedOperation>();
  for (const tool of tools) {
    if (served.has(tool.name))
      expose.report('duplicate-tool', `The tool ${tool.name} is there twice; the first is served.`);
    else served.set(tool.name, tool);
  }
  return [...served.values()];
}
