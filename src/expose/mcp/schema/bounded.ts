import { mapSubschemas } from '../../../contract/subschemas.ts';
import type { JsonSchema } from '../../../json/schema.ts';
import { wholeCharacters } from '../../../json/whole-characters.ts';

/**
 * A schema of at most so many characters, or little more: what lies deepest is left out, and said to be. It fits whatever
 * the whole schema fits. Contracts describe bodies in hundreds of definitions, and a model has to read all it is shown.
 */
export function bounded(schema: JsonSchema, most: number): JsonSchema {
  const { $defs = {}, ...whole } = schema;
  const all = Object.values($defs).reduce((sum, each) => sum + sizeOf(each), sizeOf(whole));
  if (all <= most) return schema;
  const root = shallower(whole, most);
  const kept = nearest(root, $defs, most - sizeOf(root));
  const shown = (one: JsonSchema): JsonSchema => {
    const name = nameOf(one);
    if (name !== undefined && !kept.has(name)) return withoutDetails({ ...$defs[name], ...wordsOf(one) });
    return mapSubschemas(withoutConditions(one), shown);
  };
  const definitions = [...kept].map(([name, each]) => [name, shown(each)] as const);
  return { ...shown(root), ...(definitions.length > 0 && { $defs: Object.fromEntries(definitions) }) };
}

/** Taking something out of a condition could make it refuse more, so conditions go first. */
function withoutConditions(schema: JsonSchema): JsonSchema {
  const { not: _not, if: _if, then: _then, else: _else, oneOf, ...rest } = schema;
  return { ...(oneOf !== undefined && { anyOf: oneOf }), ...rest };
}

/** The definitions that are fewest steps away from the root, as many as there is room for. */
function nearest(root: JsonSchema, $defs: NonNullable<JsonSchema['$defs']>, most: number): Map<string, JsonSchema> {
  const kept = new Map<string, JsonSchema>();
  let room = most;
  const reached = new Set(namesIn(root));
  // A Set grows while it is walked: what is reached first is nearest.
  for (const name of reached) {
    const definition = $defs[name];
    if (definition === undefined || sizeOf(definition) > room) continue;
    room -= sizeOf(definition);
    kept.set(name, definition);
    for (const further of namesIn(definition)) reached.add(further);
  }
  return kept;
}

function namesIn(schema: JsonSchema, found: string[] = []): string[] {
  const name = nameOf(schema);
  if (name !== undefined) found.push(name);
  mapSubschemas(schema, (inner) => {
    namesIn(inner, found);
    return inner;
  });
  return found;
}

function nameOf({ $ref: reference }: JsonSchema): string | undefined {
  return reference?.startsWith('#/$defs/') ? reference.slice('#/$defs/'.length) : undefined;
}

const deepest = 12;

function shallower(schema: JsonSchema, most: number): JsonSchema {
  let result = schema;
  for (let depth = deepest; sizeOf(result) > most && depth > 0; depth -= 1) result = cutAt(depth, schema);
  return result;
}

function cutAt(depth: number, schema: JsonSchema): JsonSchema {
  return mapSubschemas(withoutConditions(schema), (inner) =>
    depth === 1 ? withoutDetails(inner) : cutAt(depth - 1, inner),
  );
}

/** What stays of a schema whose inside is left out. */
function withoutDetails(schema: JsonSchema): JsonSchema {
  const { type, title, description } = schema;
  const isWhole = Object.keys(schema).every((keyword) => ['type', 'title', 'description'].includes(keyword));
  if (isWhole) return schema;
  const said = description === undefined ? '' : `${wholeCharacters(description, longestWords)} `;
  return {
    ...(type !== undefined && { type }),
    ...(title !== undefined && { title }),
    description: `${said}(More is known of it than is shown here.)`,
  };
}

const longestWords = 200;

function wordsOf({ title, description }: JsonSchema): JsonSchema {
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
}

const sizes = new WeakMap<JsonSchema, number>();

/** In characters of JSON. Operations of one contract share their definitions, so each is measured once. */
function sizeOf(schema: JsonSchema): number {
  const known = sizes.get(schema);
  if (known !== undefined) return known;
  const size = JSON.stringify(schema).length;
  sizes.set(schema, size);
  return size;
}
