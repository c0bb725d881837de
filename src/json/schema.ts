import type { Json } from './json.ts';

/**
 * A JSON Schema object (draft 2020-12), self-contained: every `$ref` in it is `#/$defs/…` of the schema's own root.
 * Boolean schemas are written `{}` and `{ not: {} }`.
 */
export interface JsonSchema {
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly Json[];
  readonly default?: Json;
  readonly [keyword: string]: unknown;
}
