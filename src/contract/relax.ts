import type { JsonSchema } from '../json/schema.ts';
import { mapSubschemas } from './subschemas.ts';

export { loosened } from './loosen.ts';

/**
 * The schema for an API that may be newer than its contract: properties the contract does not know pass, at every level.
 * Everything it does know stays as strict as it was.
 */
export function relaxed(schema: JsonSchema): JsonSchema {
  // Conditions stay: they choose or forbid, and taking something out of them would refuse more, not less.
  const open = mapSubschemas(schema, (inner, keyword) =>
    keyword === 'not' || keyword === 'if' ? inner : relaxed(inner),
  );
  const { additionalProperties, unevaluatedProperties, oneOf, ...rest } = open;
  return {
    ...rest,
    ...(additionalProperties !== undefined && additionalProperties !== false && { additionalProperties }),
    ...(unevaluatedProperties !== undefined && unevaluatedProperties !== false && { unevaluatedProperties }),
    ...(oneOf !== undefined && anyOfInstead(rest, oneOf)),
  };
}

/** Closed branches told each other apart; open ones may fit together, which `oneOf` would refuse. */
function anyOfInstead(rest: JsonSchema, branches: unknown): JsonSchema {
  if (rest['anyOf'] === undefined) return { anyOf: branches };
  const all: readonly unknown[] = Array.isArray(rest['allOf']) ? rest['allOf'] : [];
  return { allOf: [...all, { anyOf: branches }] };
}
