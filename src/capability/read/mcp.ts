import { inferWiring } from '../infer/inputs.ts';
import { resolveCall } from '../infer/call.ts';
import { toolName } from '../infer/tool-names.ts';
import type { Consume, ExposedOperation, Input, McpExpose } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import { readHints } from './hints.ts';
import { readOutput } from './output.ts';
import { readSchema } from './parameter.ts';
import { readServer } from './server.ts';

export function readMcp(reader: Reader, consumes: readonly Consume[]): readonly McpExpose[] {
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
  const server = readServer(reader, 9090);
  const prefixes = new Set(['tools', server.namespace]);
  const tools = reader.entries('tools').flatMap((entry) => {
    const tool = readTool(entry, consumes, prefixes);
    return tool ? [tool] : [];
  });
  return [{ type: 'mcp', ...server, tools: withoutDuplicates(tools, reader) }];
}

function readTool(
  { name: written, reader }: Entry,
  consumes: readonly Consume[],
  prefixes: ReadonlySet<string>,
): ExposedOperation | undefined {
  const call = resolveCall(reader, consumes);
  if (!call) return undefined;
  const name = toolName(written ?? call.name);
  if (written !== undefined && name !== written) {
    reader.report('tool-renamed', `Clients do not take the tool name \`${written}\`; it is served as \`${name}\`.`, {
      fix: 'A tool name is 1 to 64 letters, digits, hyphens and underscores.',
    });
  }
  const { inputs, arguments: wired } = inferWiring(reader, call, readToolInputs(reader), prefixes);
  return {
    name,
    description: reader.text('description') ?? call.description,
    hints: readHints(reader, call.method),
    call,
    inputs,
    arguments: wired,
    output: readOutput(reader),
    place: reader.place,
  };
}

/** A tool's own inputs need a value unless they say otherwise. */
function readToolInputs(tool: Reader): readonly Input[] {
  return tool.entries('inputParameters').flatMap(({ name, reader }) => {
    if (name === undefined) {
      reader.report('missing-key', `The input at \`${reader.path}\` has no name.`, { fix: 'Add `name:` here.' });
      return [];
    }
    return [{ name, in: 'query', required: reader.flag('required') ?? true, schema: readSchema(reader) }];
  });
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
