import type { Shape } from '../../capability/model.ts';
import { compileData } from '../../expression/data.ts';
import { compileJsonPath, type Getter } from '../../expression/json-path/compile.ts';
import type { Lookup } from '../../expression/template/name.ts';
import type { Json } from '../../json/json.ts';
import type { JsonSchema } from '../../json/schema.ts';

/** Builds a value out of another; `input` gives what the templates in it refer to. */
export type Mapping = (source: Json, input: Lookup) => Json;

/**
 * Compiles an output mapping. Paths are relative to the value at hand: the payload, or one element of a list; a path that
 * finds nothing gives null.
 *
 * @param lists `loose` where the format cannot tell a list of one from its item, as XML cannot: then a lone item is one.
 * @throws InvalidExpression when a JSONPath or template cannot be read.
 */
export function compileMapping(shape: Shape, lists: 'exact' | 'loose' = 'exact'): Mapping {
  if (shape.constant !== undefined) {
    const { type } = shape;
    const build = compileData(shape.constant);
    return (_, input) => coerce((build(input) ?? null) as Json, type); // inputs and results are JSON
  }
  const get: Getter = shape.path === undefined ? (source) => source : compileJsonPath(shape.path);
  const { properties, items, type } = shape;
  if (items) {
    const item = compileMapping(items, lists);
    return (source, input) => {
      const list = get(source);
      if (Array.isArray(list)) return (list as readonly Json[]).map((value) => item(value, input));
      return lists === 'exact' || list === undefined || list === null ? null : [item(list, input)];
    };
  }
  if (properties) {
    const members = [...properties].map(([name, part]) => [name, compileMapping(part, lists)] as const);
    // Assigning is three times as fast, and `__proto__` is the one name that it would not make a member.
    const build = properties.has('__proto__') ? buildFromEntries : buildByAssignment;
    return (source, input) => {
      const from = get(source);
      return from === undefined || from === null ? null : build(members, from, input);
    };
  }
  return (source) => coerce(get(source) ?? null, type);
}

type Members = readonly (readonly [name: string, map: Mapping])[];

function buildByAssignment(members: Members, from: Json, input: (name: string) => unknown): Json {
  const built: Record<string, Json> = {};
  for (const [name, map] of members) built[name] = map(from, input);
  return built;
}

function buildFromEntries(members: Members, from: Json, input: (name: string) => unknown): Json {
  return Object.fromEntries(members.map(([name, map]) => [name, map(from, input)]));
}

/** Makes a value the type the document says where that loses nothing: `"1"` with `type: number` is 1. */
function coerce(value: Json, type: string | undefined): Json {
  if (value === null) return value;
  switch (type) {
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'number':
    case 'integer':
      return typeof value === 'string' && isNumber(value) ? Number(value) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    default:
      return value;
  }
}

/** A whole number of more digits than a number holds stays a text, for it would become another one. */
function isNumber(text: string): boolean {
  if (text.trim() === '' || !Number.isFinite(Number(text))) return false;
  return !/^-?\d+$/.test(text) || Number.isSafeInteger(Number(text));
}

/** The schema of what a mapping builds. Every part may be null: the upstream may leave anything out. */
export function mappingSchema(shape: Shape): JsonSchema {
  const description = shape.description === undefined ? {} : { description: shape.description };
  if (shape.items) return { type: 'array', ...description, items: nullable(mappingSchema(shape.items)) };
  if (shape.properties) {
    const properties = [...shape.properties].map(([name, part]) => [name, nullable(mappingSchema(part))] as const);
    return { type: 'object', ...description, properties: Object.fromEntries(properties) };
  }
  return shape.type === undefined ? description : { ...description, ...leaf(shape.type) };
}

/** Of a type there is no word for, nothing is said. A whole number of more digits than a number holds stays a text. */
function leaf(type: string): JsonSchema {
  if (type === 'string' || type === 'boolean') return { type };
  return type === 'number' || type === 'integer' ? { type: [type, 'string'] } : {};
}

function nullable(schema: JsonSchema): JsonSchema {
  const { type, description } = schema;
  if (type === undefined) return schema;
  if (typeof type === 'string') return { anyOf: [schema, { type: 'null' }] };
  const words = description === undefined ? {} : { description };
  return { ...words, anyOf: [...type, 'null'].map((name) => ({ type: name })) };
}
