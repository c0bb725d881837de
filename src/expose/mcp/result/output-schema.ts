import { compileFit } from '../../../contract/compile-fit.ts';
import { isObject, type Json } from '../../../json/json.ts';
import type { JsonSchema } from '../../../json/schema.ts';
import { bounded } from '../schema/bounded.ts';
import { portableOutput } from '../schema/portable.ts';

/** How an operation's results are shown as `structuredContent`. */
export interface Output {
  /** What `tools/list` declares; its root is always a plain `type: object`. */
  readonly schema: JsonSchema;
  /**
   * The member that a value is put under, so that clients accept it; undefined where it is the structured content as it is.
   * A value that does not fit the schema goes where the schema says nothing: an API's slip must not cost the answer.
   */
  place(value: Json): string | undefined;
  /** Where things go that are no value of the schema's. */
  readonly spare: string;
}

/** Clients check results against it and seldom show it to a model, so this is about what is sent and compiled. */
const longest = 20_000;

/**
 * Fits a result's schema to what MCP clients accept: the root must say `type: object` and hold no union and no `$ref`,
 * or clients refuse the whole tool list. Other schemas are put under a property, `result`.
 */
export function outputOf(resultSchema: JsonSchema): Output {
  const isPlain = isPlainObjectSchema(resultSchema);
  const schema = portableOutput(bounded(isPlain ? resultSchema : wrapped(resultSchema), longest));
  const fits = compileFit(schema);
  const spare = spareNames.find((name) => schema.properties?.[name] === undefined) ?? 'capstan:result';
  const isOpen = isOpenObject(schema);
  return {
    schema,
    spare,
    place(value) {
      if (!isPlain) return fits({ result: value }) ? 'result' : spare;
      if (!isObject(value)) return spare;
      return fits(value) || !isOpen ? undefined : spare;
    },
  };
}

const spareNames = ['result', 'answer', 'value'];

function wrapped({ $defs, ...result }: JsonSchema): JsonSchema {
  // References point into the root's own `$defs`, so they stay at the root.
  return { type: 'object', properties: { result }, ...($defs === undefined ? {} : { $defs }) };
}

const forbiddenAtRoot = ['$ref', 'oneOf', 'anyOf', 'allOf', 'not', 'if', 'enum', 'const'];

function isPlainObjectSchema(schema: JsonSchema): boolean {
  return schema.type === 'object' && !forbiddenAtRoot.some((keyword) => keyword in schema);
}

/** Whether an object with a single unknown member fits, as it does the schemas of contracts and mappings. */
function isOpenObject(schema: JsonSchema): boolean {
  return Object.keys(schema).every((keyword) => neutral.has(keyword)) && schema.additionalProperties !== false;
}

const neutral = new Set(['type', 'title', 'description', 'properties', '$defs', 'additionalProperties']);
