import type { JsonSchema } from '../../../json/schema.ts';
import type { Operation } from '../../../operation/operation.ts';
import { outputOf } from '../result/output-schema.ts';
import type { Output } from '../result/output-schema.ts';
import { pagingInputs } from '../result/paging-inputs.ts';
import type { PagingInputs } from '../result/paging-inputs.ts';
import { showArguments } from '../schema/argument-names.ts';
import { readHeaderAnnotations } from '../schema/header-annotations.ts';
import type { ParameterHeader } from '../schema/header-annotations.ts';
import { shownInput } from '../schema/shown-input.ts';
import { titleOf } from './tool-title.ts';
import { withShownNames } from './with-shown-names.ts';

/** An operation as MCP shows it, with all that can be decided before the first call. */
export interface Tool {
  /** With arguments under names that every client takes. */
  readonly operation: Operation;
  /** Absent where nothing is known of the result: then the tool declares no output schema. */
  readonly output: Output | undefined;
  readonly paging: PagingInputs;
  /** The arguments that clients of 2026-07-28 repeat in headers. */
  readonly headers: readonly ParameterHeader[];
  /** How many characters of an answer a model is given. */
  readonly maxResultSize: number;
  /** Members of `_meta` in its description. */
  readonly meta: Readonly<Record<string, unknown>> | undefined;
}

/** Some 25,000 tokens: what common clients show of an answer before they cut it by themselves, without saying how to go on. */
export const defaultResultSize = 100_000;

/** Claude's clients take no larger number. */
const mostInClaude = 500_000;

/** @param otherwise how many characters of an answer a model is given, where the operation does not say. */
export function createTool(written: Operation, otherwise?: number): Tool {
  const { resultSchema, maxResultSize = otherwise } = written;
  const shown = showArguments(written.inputSchema);
  const operation = shown.originals.size === 0 ? written : withShownNames(written, shown);
  return {
    operation,
    output: resultSchema === undefined ? undefined : outputOf(resultSchema),
    paging: pagingInputs(shown.schema),
    headers: shownHeaders(shown.schema),
    maxResultSize: maxResultSize ?? defaultResultSize,
    // Claude's clients put what is longer than they expect into a file, unless they are told to expect it.
    meta:
      maxResultSize === undefined
        ? undefined
        : { 'anthropic/maxResultSizeChars': Math.min(maxResultSize, mostInClaude) },
  };
}

/** Of annotations, those count that clients see. */
function shownHeaders(schema: JsonSchema): readonly ParameterHeader[] {
  const isAnnotated = readHeaderAnnotations(schema).headers.length > 0;
  return isAnnotated ? readHeaderAnnotations(shownInput(schema)).headers : [];
}

/** The tool as `tools/list` describes it; the same object in every revision. */
export function describeTool({ operation, output, meta }: Tool): object {
  const { name, description, inputSchema, hints, title = titleOf(name) } = operation;
  return {
    name,
    title,
    description,
    inputSchema: shownInput(inputSchema),
    ...(output === undefined ? {} : { outputSchema: output.schema }),
    // All four are said: left out, a client must assume the worst.
    annotations: {
      title,
      readOnlyHint: hints.readOnly,
      destructiveHint: hints.destructive,
      idempotentHint: hints.idempotent,
      openWorldHint: hints.openWorld,
    },
    ...(meta && { _meta: meta }),
  };
}
