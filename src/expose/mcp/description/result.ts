import type { JsonSchema } from '../../../json/schema.ts';

/** What comes back, by the names in the result's schema; nothing where those are not known. */
export function resultInWords(schema: JsonSchema | undefined): readonly string[] {
  if (schema === undefined) return [];
  const words = shapeInWords(schema, schema.$defs ?? {}, 0);
  return words === '' ? [] : [`It returns ${words}.`];
}

type Defs = NonNullable<JsonSchema['$defs']>;

/** So many names give an idea; the rest is in the schema. */
const most = 8;
const deepest = 3;

function shapeInWords(written: JsonSchema, defs: Defs, depth: number): string {
  const schema = plain(written, defs);
  if (schema.items !== undefined) {
    const item = membersInWords(plain(schema.items, defs), defs, deepest);
    return item === '' ? 'a list' : `a list, each with ${item}`;
  }
  return membersInWords(schema, defs, depth);
}

function membersInWords({ properties = {} }: JsonSchema, defs: Defs, depth: number): string {
  const names = Object.keys(properties);
  const shown = names.slice(0, most).map((name) => {
    const inside = depth < deepest ? shapeInWords(properties[name] ?? {}, defs, depth + 1) : '';
    return inside === '' ? name : `${name} (${inside})`;
  });
  return names.length > most ? `${shown.join(', ')}, …` : shown.join(', ');
}

/** Without what says that it may be null, and what a reference stands for. */
function plain(schema: JsonSchema, defs: Defs): JsonSchema {
  const branches: readonly JsonSchema[] = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  const own = branches.find(({ type }) => type !== 'null') ?? schema;
  return own.$ref === undefined ? own : (defs[own.$ref.slice('#/$defs/'.length)] ?? {});
}
