import { isObject } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';

type Defs = Readonly<Record<string, JsonSchema>>;
type Properties = Readonly<Record<string, JsonSchema>>;

/**
 * The shape of a result without its demands: types, words and structure stay, every requirement goes, and each value may
 * be null. An answer with more, fewer or empty fields than the contract promises still fits. No combiners but
 * `anyOf: [shape, null]` are left, so any client's validator can read it.
 *
 * @returns undefined where the result is neither an object nor a list.
 */
export function loosened(schema: JsonSchema): JsonSchema | undefined {
  const defs = schema.$defs ?? {};
  // What else the result may hold is left open, so that there is room for what does not fit its shape.
  const { additionalProperties: _, ...root } = shapeOf(schema, defs, new Set());
  if (root.type !== 'object' && root.type !== 'array') return undefined;
  const loose: [string, JsonSchema][] = Object.entries(defs).map(([name, each]) => [
    name,
    shapeOf(each, defs, new Set([name])),
  ]);
  return { ...root, ...(loose.length > 0 && { $defs: Object.fromEntries(loose) }) };
}

/** A value inside the result: its shape, or null. What has no type is any value already. */
function valueOf(schema: JsonSchema, defs: Defs): JsonSchema {
  const { title, description, ...shape } = shapeOf(schema, defs, undefined);
  const words = { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
  if (shape.type === undefined && shape.$ref === undefined) return words;
  return { ...words, anyOf: [shape, { type: 'null' }] };
}

/**
 * One schema's shape. A `$ref` stays one, unless `followed` is given: then it is replaced by what it points at, each
 * name once.
 */
function shapeOf(schema: JsonSchema, defs: Defs, followed: Set<string> | undefined): JsonSchema {
  const words = {
    ...(schema.title !== undefined && { title: schema.title }),
    ...(schema.description !== undefined && { description: schema.description }),
  };
  if (schema.$ref !== undefined && followed === undefined) return { ...words, $ref: schema.$ref };
  const own = ownShape(schema, defs);
  const all = branches(schema['allOf']).map((each) => shapeOf(each, defs, followed ?? new Set()));
  const one = alternatives([...branches(schema['oneOf']), ...branches(schema['anyOf'])], defs, followed);
  return { ...together([own, ...target(schema, defs, followed), ...all, ...one]), ...words };
}

function ownShape(schema: JsonSchema, defs: Defs): JsonSchema {
  const type = schema.properties === undefined ? onlyType(schema.type) : (onlyType(schema.type) ?? 'object');
  const { properties, items, additionalProperties: rest } = schema;
  // A schema for the rest says nothing of the properties that a pattern or a list of first items describes.
  const restIsKnown = isObject(rest) && schema['patternProperties'] === undefined && schema['allOf'] === undefined;
  return {
    ...(type !== undefined && { type }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valueOf(each, defs)])),
    }),
    ...(isObject(items) && schema['prefixItems'] === undefined && { items: valueOf(items, defs) }),
    ...(restIsKnown && { additionalProperties: valueOf(rest, defs) }),
  };
}

/** The type that stays when null is taken away; undefined where several do. */
function onlyType(type: JsonSchema['type']): string | undefined {
  const types = (typeof type === 'string' ? [type] : (type ?? [])).filter((name) => name !== 'null');
  return types.length === 1 ? types[0] : undefined;
}

function target(schema: JsonSchema, defs: Defs, followed: Set<string> | undefined): readonly JsonSchema[] {
  const name = schema.$ref?.slice('#/$defs/'.length);
  const schemaThere = name === undefined ? undefined : defs[name];
  if (name === undefined || schemaThere === undefined || followed === undefined || followed.has(name)) return [];
  return [shapeOf(schemaThere, defs, new Set([...followed, name]))];
}

/** What schemas that all hold come to. */
function together(shapes: readonly JsonSchema[]): JsonSchema {
  const properties: Properties = Object.assign({}, ...shapes.map((shape) => shape.properties ?? {}).toReversed());
  const merged: JsonSchema = Object.assign({}, ...shapes.toReversed());
  return Object.keys(properties).length > 0 ? { ...merged, properties } : merged;
}

/** What is sure when one of several holds: the type they share, and of their properties the ones they agree on. */
function alternatives(
  schemas: readonly JsonSchema[],
  defs: Defs,
  followed: Set<string> | undefined,
): readonly JsonSchema[] {
  const shapes = schemas
    .filter((schema) => schema.type !== 'null')
    .map((schema) => shapeOf(schema, defs, followed ?? new Set()));
  const [first, ...others] = shapes;
  if (first === undefined) return [];
  if (others.length === 0) return [first];
  if (first.type === undefined || others.some((other) => other.type !== first.type)) return [];
  const properties: Record<string, JsonSchema> = {};
  for (const [name, each] of shapes.flatMap((shape) => Object.entries(shape.properties ?? {}))) {
    const known = properties[name];
    properties[name] = known === undefined || JSON.stringify(known) === JSON.stringify(each) ? each : {};
  }
  return [{ type: first.type, ...(Object.keys(properties).length > 0 && { properties }) }];
}

function branches(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter((each): each is JsonSchema => isObject(each)) : [];
}
