import { toolName } from '../infer/tool-names.ts';
import type { ExposedOperation, McpExpose } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readConfirm } from './confirm.ts';
import { readFlow } from './flow.ts';
import { readHints } from './hints.ts';
import type { ReadServer } from './server.ts';
import { readToolInputs } from './tool-inputs.ts';

export function readMcp(reader: Reader, server: ReadServer, outer: Scope): McpExpose {
  for (const key of ['resources', 'prompts']) {
    if (reader.has(key))
      reader.report(
        'unsupported',
        `The server ${server.namespace} has MCP ${key}, which this release cannot serve; they are left out, its tools are served.`,
        { key },
      );
  }
  const scope = { ...outer, prefixes: new Set(['tools', server.namespace]) };
  const tools = new Map<string, ExposedOperation>();
  for (const entry of reader.entries('tools')) {
    const tool = readTool(entry, scope);
    const first = tool && tools.get(tool.name);
    if (first) reportDuplicate(entry.reader, first);
    else if (tool) tools.set(tool.name, tool);
  }
  const transport = reader.text('transport')?.toLowerCase() === 'stdio' ? 'stdio' : 'http';
  return { type: 'mcp', transport, ...server, tools: [...tools.values()] };
}

function readTool({ name: written, reader }: Entry, scope: Scope): ExposedOperation | undefined {
  const words = `the tool ${written ?? reader.text('call') ?? ''}`.trimEnd();
  const read = readFlow(reader, readToolInputs(reader), scope, { words });
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
    confirm: readConfirm(reader),
    place: reader.place,
  };
}

function reportDuplicate(entry: Reader, first: ExposedOperation): void {
  const where = first.place ? ` of line ${first.place.line}` : '';
  entry.report(
    'duplicate-tool',
    `The tool ${first.name} is there twice: the first${where} is served, this one is not.`,
    {
      fix: 'Give this one a name of its own, or remove it.',
    },
  );
}
