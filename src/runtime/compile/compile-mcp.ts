import { inferArguments } from '../../capability/infer/prompt-arguments.ts';
import type { ExposedPrompt, ExposedResource, McpExpose } from '../../capability/model.ts';
import { serverPrefixes } from '../../capability/read/mcp.ts';
import type { Mask } from '../../consume/mask.ts';
import { operationPrompt } from '../../expose/mcp/prompts/operation-prompt.ts';
import { templatePrompt } from '../../expose/mcp/prompts/template-prompt.ts';
import { operationResource } from '../../expose/mcp/resources/operation-resource.ts';
import { InvalidExpression } from '../../expression/scanner.ts';
import type { Report } from '../../problem/report.ts';
import type { Bind } from './bind-operation.ts';
import type { BoundOperation } from './bound-operation.ts';
import type { BoundPrompt, BoundResource, McpProgram } from './program.ts';
import { reportForModels } from './report-for-models.ts';
import { withDescriptions } from './with-descriptions.ts';
import { fileResource } from '../files/file-resource.ts';
import type { NamedFiles } from '../files/load-files.ts';

export interface McpCompiler {
  readonly bind: Bind;
  readonly files: NamedFiles;
  readonly isBound: (name: string) => boolean;
  readonly mask: Mask;
  /** The largest file that is read, in bytes. */
  readonly maxAnswerBytes: number;
  readonly report: Report;
}

/** Compiles tools, resources and prompts; what cannot be had is left out, reported by whoever found that. */
export function compileMcp(
  expose: McpExpose,
  compiler: McpCompiler,
): { readonly face: McpProgram; readonly bound: readonly BoundOperation[] } {
  const tools = withDescriptions(expose.tools.flatMap((tool) => compiler.bind(tool) ?? []));
  reportForModels(tools, compiler.report);
  const resources = expose.resources.flatMap((resource) => compileResource(resource, compiler));
  const prompts = expose.prompts.flatMap((prompt) => compilePrompt(prompt, expose, compiler));
  const { ttlMs, scope: cacheScope } = expose.caching;
  return {
    face: {
      type: 'mcp',
      transport: expose.transport,
      tools: tools.map(({ operation }) => operation),
      resources,
      prompts,
      caching: { ...(ttlMs !== undefined && { ttlMs }), ...(cacheScope !== undefined && { cacheScope }) },
    },
    bound: [...tools, ...[...resources, ...prompts].flatMap(({ bound }) => bound ?? [])],
  };
}

function compileResource(
  exposed: ExposedResource,
  { bind, files, mask, maxAnswerBytes }: McpCompiler,
): readonly BoundResource[] {
  const { source } = exposed;
  if (source.kind === 'files') {
    const found = files.served.get(source.location) ?? [];
    const served = found.map((file) => fileResource(exposed, file, { maxBytes: maxAnswerBytes, mask }));
    return served.length === 0 ? [] : [{ exposed, bound: undefined, served }];
  }
  const bound = bind(source.operation);
  if (!bound) return [];
  // What the document says itself stays what it is until it is loaded again.
  const isStatic = source.operation.flow.kind === 'mock';
  return [{ exposed, bound, served: [operationResource(exposed, bound.operation, isStatic)] }];
}

function compilePrompt(
  exposed: ExposedPrompt,
  { namespace }: McpExpose,
  compiler: McpCompiler,
): readonly BoundPrompt[] {
  const { source, name, place } = exposed;
  if (source.kind === 'operation') {
    const bound = compiler.bind(source.operation);
    return bound ? [{ exposed, bound, served: operationPrompt(exposed, bound.operation) }] : [];
  }
  try {
    if (source.kind === 'messages') {
      return [{ exposed, bound: undefined, served: templatePrompt(exposed, source.messages) }];
    }
    const read = compiler.files.texts.get(source.location);
    if (read === undefined) return [];
    const text = compiler.mask.text(read);
    const scope = { prefixes: serverPrefixes(namespace), isBound: compiler.isBound };
    const whole = { ...exposed, arguments: inferArguments(exposed.arguments, [text], scope) };
    return [{ exposed: whole, bound: undefined, served: templatePrompt(whole, [{ role: 'user', text }]) }];
  } catch (error) {
    if (!(error instanceof InvalidExpression)) throw error;
    compiler.report.add('invalid-expression', {
      message: `The text of the prompt ${name} cannot be read: ${error.message}; the prompt is left out.`,
      ...(place && { place }),
    });
    return [];
  }
}
