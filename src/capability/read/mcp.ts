import { toolName } from '../infer/tool-names.ts';
import type { ExposedOperation, McpExpose } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readConfirm } from './confirm.ts';
import { readFlow } from './flow.ts';
import { readHints } from './hints.ts';
import { readResultSize } from './result-size.ts';
import { readOwnScopes } from './own-scopes.ts';
import { readCaching } from './mcp-caching.ts';
import { readPrompts } from './mcp-prompt.ts';
import { readResources } from './mcp-resource.ts';
import type { ReadServer } from './server.ts';
import { readToolInputs } from './tool-inputs.ts';

export function readMcp(reader: Reader, server: ReadServer, outer: Scope): McpExpose {
  const scope = { ...outer, prefixes: serverPrefixes(server.namespace) };
  const tools = new Map<string, ExposedOperation>();
  for (const entry of reader.entries('tools')) {
    const tool = readTool(entry, server, scope);
    const first = tool && tools.get(tool.name);
    if (first) reportDuplicate(entry.reader, first);
    else if (tool) tools.set(tool.name, tool);
  }
  return {
    type: 'mcp',
    transport: reader.text('transport')?.toLowerCase() === 'stdio' ? 'stdio' : 'http',
    ...server,
    tools: [...tools.values()],
    resources: readResources(reader, server, scope),
    prompts: readPrompts(reader, server, scope),
    caching: readCaching(reader),
  };
}

/** What a reference to an own input may begin with on an MCP server. */
export function serverPrefixes(namespace: string): ReadonlySet<string> {
  return new Set(['tools', namespace]);
}

function readTool({ name: written, reader }: Entry, server: ReadServer, scope: Scope): ExposedOperation | undefined {
  const words = `the tool ${written ?? reader.text('call') ?? ''}`.trimEnd();
  const scopes = readOwnScopes(reader, words, server);
  const read = scopes && readFlow(reader, readToolInputs(reader), scope, { words });
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
    title: reader.textOf('display', 'label', 'title'),
    description: reader.text('description') ?? read.description,
    hints: readHints(reader, flow, read.semantics),
    scopes,
    inputs,
    bindings,
    flow,
    output,
    maxResultSize: readResultSize(reader),
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
