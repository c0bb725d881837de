import type { Outcome } from '../../operation/operation.ts';
import { isObject } from '../../json/json.ts';
import { isWrapped } from './output-schema.ts';
import { describeFailure, describeRefusal } from './tool-error.ts';
import type { ToolError } from './tool-error.ts';
import { binaryContent } from './binary-content.ts';
import type { Tool } from './tool.ts';

/** A `tools/call` result in two pieces of JSON text, so that an era can add its own members around them. */
export interface ToolResult {
  readonly isError: boolean;
  /** Members of the result object: `"content":[…]` and what goes with it. */
  readonly members: string;
  /** Members of its `_meta` object; often none. */
  readonly meta: string;
}

/** Which values may stand in `structuredContent` of a tool without an output schema: 2025 allows objects alone. */
export type StructuredValues = 'objects' | 'any';

/**
 * What a call came to, as a tool result. A JSON value is given twice, because clients differ in which they show the
 * model: as compact text, and as structured content in the very text the operation made, never written a second time.
 */
export function toolResult(tool: Tool, outcome: Outcome, structured: StructuredValues): ToolResult {
  switch (outcome.kind) {
    case 'value':
      return success(outcome.text, structuredValue(tool, outcome.value, outcome.text, structured));
    case 'text':
      return success(outcome.text === '' ? emptyAnswer : outcome.text, structuredText(tool, outcome.text));
    case 'binary':
      return { isError: false, members: `"content":[${JSON.stringify(binaryContent(outcome))}]`, meta: '' };
    case 'refused':
      return failed(describeRefusal(outcome.answer, tool.operation.hints, outcome.stopped));
    case 'failure':
      return failed(describeFailure(outcome.failure));
  }
}

const emptyAnswer = 'Done. The answer has no content.';

function structuredValue({ output }: Tool, value: unknown, text: string, structured: StructuredValues): string {
  if (output === undefined) return structured === 'any' || isObject(value) ? text : '';
  return isWrapped(output, value) ? `{"result":${text}}` : text;
}

/** Clients refuse a result without structured content when the tool has declared its output, so text is wrapped too. */
function structuredText({ output }: Tool, text: string): string {
  return output === undefined ? '' : `{"result":${JSON.stringify(text)}}`;
}

function success(text: string, structured: string): ToolResult {
  const content = `"content":[{"type":"text","text":${JSON.stringify(text)}}]`;
  return {
    isError: false,
    members: structured === '' ? content : `${content},"structuredContent":${structured}`,
    meta: '',
  };
}

/** The error for programs stands in `_meta`: in `structuredContent` it would be checked against the output schema. */
export function failed({ text, error }: ToolError): ToolResult {
  return {
    isError: true,
    members: `"content":[{"type":"text","text":${JSON.stringify(text)}}],"isError":true`,
    meta: `"capstan/error":${JSON.stringify(error)}`,
  };
}
