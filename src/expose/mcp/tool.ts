import type { Operation } from '../../operation/operation.ts';
import { outputOf } from './output-schema.ts';
import type { Output } from './output-schema.ts';
import { titleOf } from './tool-title.ts';

/** An operation as MCP shows it, with all that can be decided before the first call. */
export interface Tool {
  readonly operation: Operation;
  /** Absent where nothing is known of the result: then the tool declares no output schema. */
  readonly output: Output | undefined;
}

export function createTool(operation: Operation): Tool {
  const { resultSchema } = operation;
  return { operation, output: resultSchema === undefined ? undefined : outputOf(resultSchema) };
}

/** The tool as `tools/list` describes it; the same object in every revision. */
export function describeTool({ operation, output }: Tool): object {
  const { name, description, inputSchema, hints } = operation;
  const title = titleOf(name);
  return {
    name,
    title,
    description,
    inputSchema,
    ...(output === undefined ? {} : { outputSchema: output.schema }),
    // All four are said: left out, a client must assume the worst.
    annotations: {
      title,
      readOnlyHint: hints.readOnly,
      destructiveHint: hints.destructive,
      idempotentHint: hints.idempotent,
      openWorldHint: hints.openWorld,
    },
  };
}
