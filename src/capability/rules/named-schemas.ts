import type { JsonSchema } from '../../json/schema.ts';
import type { Place } from '../../problem/diagnostic.ts';
import { exposedOperations } from '../exposed-operations.ts';
import type { Capability, Input } from '../model.ts';
import { consumedOperations, operationName } from './consumed-operations.ts';

/** A schema of the document, with the schemas inside it apart. */
export interface NamedSchema {
  /** As a message names it: `limit` of shop.list-items. */
  readonly name: string;
  readonly schema: JsonSchema;
  readonly place: Place | undefined;
}

/** Every schema in the document once: an exposed operation that declares no inputs has those of the operation it calls. */
export function namedSchemas(capability: Capability): readonly NamedSchema[] {
  const seen = new Set<JsonSchema>();
  const all = (inputs: readonly Input[], owner: string, place: Place | undefined): readonly NamedSchema[] =>
    inputs.flatMap(({ name, schema }) => {
      if (seen.has(schema)) return [];
      seen.add(schema);
      return withInner(name, schema).map(([path, inner]) => ({
        name: `\`${path}\` of ${owner}`,
        schema: inner,
        place,
      }));
    });
  return [
    ...consumedOperations(capability).flatMap((operation) =>
      all(operation.parameters, operationName(operation), operation.place),
    ),
    ...capability.exposes.flatMap(exposedOperations).flatMap(({ name, inputs, place }) => all(inputs, name, place)),
  ];
}

/** A schema and those of its properties and items, by their dotted paths. */
function withInner(path: string, schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  const properties = Object.entries(schema.properties ?? {});
  return [
    [path, schema],
    ...properties.flatMap(([name, inner]) => withInner(`${path}.${name}`, inner)),
    ...(schema.items ? withInner(`${path}[]`, schema.items) : []),
  ];
}
