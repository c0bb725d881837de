import { isObject } from '../../json/json.ts';
import type { JsonSchema } from '../../json/schema.ts';

/** How an operation's results are shown as `structuredContent`. */
export interface Output {
  /** What `tools/list` declares; its root is always a plain `type: object`. */
  readonly schema: JsonSchema;
  /** `always`: every value stands under `result`. `non-objects`: only those that are no JSON object. */
  readonly wrap: 'always' | 'non-objects';
}

/**
 * Fits a result's schema to what MCP clients accept: the root must say `type: object` and hold no union and no `$ref`,
 * or clients refuse the whole tool list. Other schemas are put under a property, `result`.
 */
export function outputOf(schema: JsonSchema): Output {
  if (isPlainObjectSchema(schema)) return { schema, wrap: 'non-objects' };
  const { $defs, ...result } = schema;
  return {
    schema: {
      type: 'object',
      properties: { result },
      required: ['result'],
      // References point into the root's own `$defs`, so they stay at the root.
      ...($defs === undefined ? {} : { $defs }),
    },
    wrap: 'always',
  };
}

const forbiddenAtRoot = ['$ref', 'oneOf', 'anyOf', 'allOf', 'not', 'if', 'enum', 'const'];

function isPlainObjectSchema(schema: JsonSchema): boolean {
  return schema.type === 'object' && !forbiddenAtRoot.some((keyword) => keyword in schema);
}

/** Whether a value must be wrapped to be structured content that clients accept under this output. */
export function isWrapped(output: Output, value: unknown): boolean {
  return output.wrap === 'always' || !isObject(value);
}
