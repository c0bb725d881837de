import { isObject } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';
import { ContractError } from './contract-error.ts';
import { toJsonSchema, type Dialect } from './dialect.ts';
import type { References } from './references.ts';
import { mapSubschemas } from './subschemas.ts';

/** Turns a schema of the OpenAPI document into a self-contained one. */
export type SchemaSource = (node: unknown) => JsonSchema;

/** A shared schema, its references rewritten, with the names it refers to. */
interface Shared {
  readonly schema: JsonSchema;
  readonly refers: ReadonlySet<string>;
}

/**
 * Prepares the schemas of one document. Each shared schema is converted once, however many operations reach it.
 *
 * @throws {ContractError} (the source, when it meets one) for a reference that leads out of the file or nowhere, and for
 *   a schema that contains itself other than by reference.
 */
export function schemaSource(references: References, dialect: Dialect, file: string): SchemaSource {
  const shared = new Map<string, Shared>();
  const names = new Map<string, string>();
  const pointers = new Map<string, string>();

  function nameOf(pointer: string): string {
    const known = names.get(pointer);
    if (known !== undefined) return known;
    const last = pointer.slice(pointer.lastIndexOf('/') + 1);
    const base = decodeURIComponent(last).replaceAll(/[^A-Za-z0-9._-]/g, '_') || 'schema';
    let name = base;
    for (let count = 2; pointers.has(name); count += 1) name = `${base}_${count}`;
    names.set(pointer, name);
    pointers.set(name, pointer);
    return name;
  }

  function convert(
    node: Readonly<Record<string, unknown>>,
    refers: Set<string>,
    above: readonly unknown[],
  ): JsonSchema {
    if (above.includes(node))
      throw new ContractError(file, 'A schema contains itself through a YAML alias; use a $ref.');
    const plain = toJsonSchema(node, dialect);
    const inside = [...above, node];
    const mapped = mapSubschemas(plain, (inner) => convert(inner, refers, inside));
    if (typeof mapped.$ref !== 'string') return mapped;
    const name = nameOf(mapped.$ref);
    refers.add(name);
    return { ...mapped, $ref: `#/$defs/${name}` };
  }

  function define(name: string): Shared {
    const known = shared.get(name);
    if (known !== undefined) return known;
    const refers = new Set<string>();
    const target = references.target(pointers.get(name) ?? '');
    const made = { schema: isObject(target) ? convert(target, refers, []) : booleanSchema(target), refers };
    shared.set(name, made);
    return made;
  }

  /** The root's own `$ref` is followed, so that the root has its type; what stands beside the `$ref` wins. */
  function withoutRootRef(schema: JsonSchema): JsonSchema {
    let root = schema;
    const seen = new Set<string>();
    while (root.$ref !== undefined) {
      const name = root.$ref.slice('#/$defs/'.length);
      if (seen.has(name)) throw new ContractError(file, `The schema "${name}" is nothing but a reference to itself.`);
      seen.add(name);
      const { $ref: _, ...beside } = root;
      root = { ...define(name).schema, ...beside };
    }
    return root;
  }

  return (node) => {
    if (!isObject(node)) return booleanSchema(node);
    const root = withoutRootRef(convert(node, new Set(), []));
    const used = referencedIn(root);
    const defs: Record<string, JsonSchema> = {};
    // A Set grows while it is walked, which makes this the whole closure.
    for (const name of used) {
      const { schema, refers: further } = define(name);
      defs[name] = schema;
      for (const each of further) used.add(each);
    }
    return used.size > 0 ? { ...root, $defs: defs } : root;
  };
}

function booleanSchema(node: unknown): JsonSchema {
  return node === false ? { not: {} } : {};
}

/** The names `schema` refers to directly. */
function referencedIn(schema: JsonSchema, found = new Set<string>()): Set<string> {
  if (schema.$ref !== undefined) found.add(schema.$ref.slice('#/$defs/'.length));
  mapSubschemas(schema, (inner) => {
    referencedIn(inner, found);
    return inner;
  });
  return found;
}
