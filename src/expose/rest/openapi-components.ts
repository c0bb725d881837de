import { isObject } from '../../json/json.ts';
import type { JsonSchema } from '../../json/schema.ts';

/** The shared schemas of an OpenAPI description. */
export interface Components {
  /** Moves a schema's `$defs` among the shared ones and returns the schema with its references pointing there. */
  use(schema: JsonSchema, suffix: string): JsonSchema;
  schemas(): Readonly<Record<string, JsonSchema>>;
}

/**
 * Collects `$defs`. The same name with the same content is shared; `suffix` tells apart what inputs and results call by
 * one name, and a number what two contracts do.
 */
export function createComponents(): Components {
  const shared = new Map<string, { readonly written: string; readonly schema: JsonSchema }>();
  return {
    use(schema, suffix) {
      const { $defs = {}, ...own } = schema;
      const names = new Map(
        Object.entries($defs).map(([name, definition]) => [name, freeName(name + suffix, JSON.stringify(definition))]),
      );
      const rename = (node: unknown): unknown => {
        if (Array.isArray(node)) return node.map(rename);
        if (!isObject(node)) return node;
        return Object.fromEntries(
          Object.entries(node).map(([key, value]) =>
            key === '$ref' && typeof value === 'string' ? [key, reference(value, names)] : [key, rename(value)],
          ),
        );
      };
      for (const [name, definition] of Object.entries($defs)) {
        shared.set(names.get(name) ?? name, {
          written: JSON.stringify(definition),
          schema: rename(definition) as JsonSchema, // renaming keeps a schema's form
        });
      }
      return rename(own) as JsonSchema;
    },
    schemas: () => Object.fromEntries([...shared].map(([name, { schema }]) => [name, schema])),
  };

  function freeName(wanted: string, written: string): string {
    let name = wanted.replaceAll(/[^A-Za-z0-9._-]/g, '-');
    const known = (candidate: string): boolean => shared.has(candidate) && shared.get(candidate)?.written !== written;
    for (let count = 2; known(name); count++) name = `${wanted}${count}`;
    return name;
  }
}

function reference(target: string, names: ReadonlyMap<string, string>): string {
  const name = target.startsWith('#/$defs/') ? names.get(target.slice('#/$defs/'.length)) : undefined;
  return name === undefined ? target : `#/components/schemas/${name}`;
}
