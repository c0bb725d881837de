import type { Input } from '../../capability/model.ts';
import type { JsonSchema } from '../../json/schema.ts';

/**
 * One schema for all inputs of an operation, in the form every MCP client and model API takes: the root is a closed
 * object without unions, and what the inputs share is in its `$defs`.
 */
export function inputSchema(inputs: readonly Input[]): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const properties = new Map<string, JsonSchema>();
  for (const { name, schema } of inputs) {
    const { $defs, ...own } = schema;
    Object.assign(definitions, $defs);
    properties.set(name, own);
  }
  const required = inputs.filter((input) => input.required).map((input) => input.name);
  return {
    type: 'object',
    // Made of entries, so that an input called `__proto__` is one like any other.
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    ...(Object.keys(definitions).length > 0 && { $defs: definitions }),
  };
}
