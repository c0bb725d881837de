import type { CustomResult, CustomTool, JsonObject } from '../../../src/index.ts';

/** A tool that takes nothing, as most of them here. */
export function tool(name: string, description: string, call: CustomTool['call']): CustomTool {
  return { name, description, inputSchema: { type: 'object', properties: {}, additionalProperties: false }, call };
}

export function text(value: string): JsonObject {
  return { type: 'text', text: value };
}

export function says(value: string): CustomResult {
  return { content: [text(value)] };
}
