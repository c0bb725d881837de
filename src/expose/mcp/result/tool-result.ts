import type { Outcome } from '../../../operation/operation.ts';
import { tooDeep } from '../../../operation/run/too-much.ts';
import { isObject, type Json } from '../../../json/json.ts';
import { deepestNesting, isNestedDeeperThan } from '../../../json/nesting.ts';
import { losesNumbers } from '../../../json/lost-numbers.ts';
import { parseExact } from '../../../json/parse-exact.ts';
import { wholeCharacters } from '../../../json/whole-characters.ts';
import { describeFailure, describeRefusal } from './tool-error.ts';
import type { ToolError } from './tool-error.ts';
import { binaryContent } from './binary-content.ts';
import { cutJson } from './cut-json.ts';
import { nextPage } from './next-page.ts';
import { cutNote, nextPageNote } from './notes.ts';
import type { Tool } from '../tools/tool.ts';

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
 * What is too long for a model is cut, and in both it is said so.
 */
export function toolResult(tool: Tool, outcome: Outcome, structured: StructuredValues): ToolResult {
  switch (outcome.kind) {
    case 'value':
      return valueResult(tool, outcome.value, outcome.text, structured);
    case 'text':
      return textResult(tool, outcome.text);
    case 'binary':
      return binaryResult(tool, outcome);
    case 'refused':
      return failed(describeRefusal(outcome.answer, tool.operation.hints, outcome.stopped));
    case 'failure':
      return failed(describeFailure(outcome.failure));
  }
}

const emptyAnswer = 'Done. The answer has no content.';

function valueResult(tool: Tool, value: Json, text: string, structured: StructuredValues): ToolResult {
  if (text.length > tool.maxResultSize) return cutValueResult(tool, value, text);
  const next = nextPage(value, tool.paging);
  return success([text, ...(next ? [nextPageNote(next)] : [])], structuredValue(tool, value, text, structured));
}

function structuredValue({ output }: Tool, value: Json, text: string, structured: StructuredValues): string {
  if (output === undefined) return structured === 'any' || isObject(value) ? text : '';
  return placed(output.place(value), text);
}

function placed(name: string | undefined, text: string): string {
  return name === undefined ? text : `{${JSON.stringify(name)}:${text}}`;
}

/** The member of structured content that says that it is cut; some clients show a model nothing else. */
const cutMember = 'capstan:cut';

function cutValueResult({ output, maxResultSize, paging }: Tool, whole: Json, text: string): ToolResult {
  if (isNestedDeeperThan(deepestNesting, whole)) return failed(describeFailure(tooDeep));
  // Serialising anew must not change an id of more digits than a number holds.
  const { value, cuts } = cutJson(losesNumbers(text) ? parseExact(text) : whole, maxResultSize);
  const note = cutNote(cuts, { size: text.length, most: maxResultSize }, paging);
  const name = output === undefined ? (isObject(value) ? undefined : 'result') : output.place(value);
  const content = name === undefined && isObject(value) ? value : { [name ?? 'result']: value };
  return success([JSON.stringify(value), note], JSON.stringify({ ...content, [cutMember]: note }));
}

/** Clients refuse a result without structured content when the tool has declared its output, so text is wrapped too. */
function textResult({ output, maxResultSize, paging }: Tool, whole: string): ToolResult {
  if (whole === '') return success([emptyAnswer], output ? JSON.stringify({ [output.spare]: '' }) : '');
  const text = wholeCharacters(whole, maxResultSize);
  const cuts = [{ path: '', what: 'characters', shown: text.length, total: whole.length }] as const;
  const notes = text === whole ? [] : [cutNote(cuts, { size: whole.length, most: maxResultSize }, paging)];
  const structured = output && { [output.spare]: text, ...(notes[0] !== undefined && { [cutMember]: notes[0] }) };
  return success([text, ...notes], structured ? JSON.stringify(structured) : '');
}

function binaryResult({ output }: Tool, outcome: Extract<Outcome, { kind: 'binary' }>): ToolResult {
  const { mediaType, bytes } = outcome;
  const structured = output ? JSON.stringify({ [output.spare]: { mediaType, bytes: bytes.length } }) : '';
  return result([JSON.stringify(binaryContent(outcome))], structured);
}

function success(texts: readonly string[], structured: string): ToolResult {
  return result(
    texts.map((text) => `{"type":"text","text":${JSON.stringify(text)}}`),
    structured,
  );
}

function result(content: readonly string[], structured: string): ToolResult {
  const members = `"content":[${content.join(',')}]`;
  return {
    isError: false,
    members: structured === '' ? members : `${members},"structuredContent":${structured}`,
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
