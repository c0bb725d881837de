import type { Operation } from '../../../operation/operation.ts';
import { workSource } from '../tasks/work-source.ts';
import { createTool, describeTool } from './tool.ts';
import { toolResult } from '../result/tool-result.ts';
import type { ServedTool, ToolAnswer } from './served-tool.ts';

/**
 * An operation as a tool.
 *
 * @param maxResultSize how many characters of an answer a model is given, where the operation does not say.
 */
export function operationTool(written: Operation, maxResultSize?: number): ServedTool {
  const tool = createTool(written, maxResultSize);
  const { operation } = tool;
  const { work, hints, scopes } = operation;
  return {
    name: operation.name,
    description: describeTool(tool),
    headers: tool.headers,
    isReadOnly: hints.readOnly,
    scopes,
    async call(inputs, context): Promise<ToolAnswer> {
      const outcome = await operation.run(inputs, context);
      if (context.followsTasks) {
        const handle = work?.handleOf(outcome, inputs);
        if (handle !== undefined) return { kind: 'started', handle, lookAfter: firstLook };
      }
      return toolResult(tool, outcome, context.structured);
    },
    ...(work && { tasks: workSource(work, (outcome) => toolResult(tool, outcome, 'any')) }),
  };
}

/** Milliseconds: what is over sooner is seen at once, what is not is looked at less and less often. */
const firstLook = 2000;
