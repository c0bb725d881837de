import { mapSubschemas } from '../../../contract/subschemas.ts';
import type { JsonSchema } from '../../../json/schema.ts';

/**
 * A schema in which each definition that is referred to once stands in the place of its reference. It means the same, is
 * shorter, and says what an input is where the input is.
 */
export function inlined(schema: JsonSchema): JsonSchema {
  const { $defs, ...root } = schema;
  if ($defs === undefined) return schema;
  const references = referencesIn(schema);
  const isInlined = (name: string): boolean => {
    const [only, ...more] = references.get(name) ?? [];
    return only !== undefined && more.length === 0 && name in $defs && Object.keys(only).every((key) => words.has(key));
  };
  const place = (one: JsonSchema): JsonSchema => {
    const name = nameOf(one);
    if (name === undefined || !isInlined(name)) return mapSubschemas(one, place);
    const { $ref: _, ...beside } = one;
    return place({ ...$defs[name], ...beside });
  };
  const kept = Object.entries($defs).flatMap(([name, each]) => (isInlined(name) ? [] : [[name, place(each)] as const]));
  return { ...place(root), ...(kept.length > 0 && { $defs: Object.fromEntries(kept) }) };
}

/** Of each definition, the schemas that refer to it. */
function referencesIn(schema: JsonSchema, found = new Map<string, JsonSchema[]>()): Map<string, JsonSchema[]> {
  const name = nameOf(schema);
  if (name !== undefined) found.set(name, [...(found.get(name) ?? []), schema]);
  mapSubschemas(schema, (inner) => {
    referencesIn(inner, found);
    return inner;
  });
  return found;
}

function nameOf({ $ref: reference }: JsonSchema): string | undefined {
  return reference?.startsWith('#/$defs/') ? reference.slice('#/$defs/'.length) : undefined;
}

/** Words beside a reference take the place of the definition's. Anything else may mean something else among its keywords. */
const words = new Set(['title', 'description', 'default', 'examples', '$ref']);
