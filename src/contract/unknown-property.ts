import { closestName } from '../json/closest-name.ts';
import { isObject } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';

/**
 * Words for a property the contract does not know: the known one it resembles here, or the place elsewhere in the
 * contract where a property of this very name belongs.
 *
 * @param path where the property stands, from the root
 * @param here the schema of the object it stands in
 */
export function unknownProperty(name: string, path: readonly string[], here: JsonSchema, root: JsonSchema): string {
  const known = Object.keys(here.properties ?? {});
  const close = closestName(name, known);
  const meant = close === undefined ? elsewhere(name, root) : [...path, close].join('.');
  if (meant !== undefined) return `is not a known property; did you mean "${meant}"?`;
  if (known.length === 0) return 'is not a known property; none is allowed here';
  const listed = known.length > 20 ? `${known.slice(0, 20).join(', ')}, …` : known.join(', ');
  return `is not a known property; known here: ${listed}`;
}

/** The shallowest place of a property with this name, as a dotted path. */
function elsewhere(name: string, root: JsonSchema): string | undefined {
  const seen = new Set<JsonSchema>();
  let level: (readonly [readonly string[], JsonSchema])[] = [[[], root]];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const [path, at] of level) {
      const schema = at.$ref === undefined ? at : (root.$defs?.[at.$ref.slice('#/$defs/'.length)] ?? {});
      if (seen.has(schema) || !isObject(schema.properties)) continue;
      seen.add(schema);
      if (Object.hasOwn(schema.properties, name)) return [...path, name].join('.');
      for (const [inner, each] of Object.entries(schema.properties)) next.push([[...path, inner], each]);
    }
    level = next;
  }
  return undefined;
}
