import { isObject, type Json } from '../../json/json.ts';
import { memberPath } from '../../expression/json-path/member-path.ts';
import type { Output, RawFormat, Shape } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';

const everything = new Set(['$', '$.']);

/**
 * What an exposed operation answers. `{type: object, mapping: $.}` without properties asks for the payload as it is, of
 * whatever JSON type, and so does saying nothing; of a payload that is not JSON the first means its JSON form.
 */
export function readOutput(operation: Reader, format: RawFormat): Output {
  const shape = readShapes(operation.entries('outputParameters'));
  if (!shape) return { kind: 'untouched' };
  if (!isEverything(shape)) return { kind: 'mapped', shape };
  return format === 'json' || format === 'binary' ? { kind: 'untouched' } : { kind: 'decoded' };
}

/** What later steps see of a consumed operation's answer; undefined for all of it. */
export function readProjection(operation: Reader): Shape | undefined {
  const outputs = operation.entries('outputParameters');
  const named = outputs.flatMap(({ name, reader }) => (name === undefined ? [] : [[name, readShape(reader)] as const]));
  if (named.length > 0) return { ...emptyShape, type: 'object', properties: new Map(named) };
  const [only] = outputs;
  return only && readShape(only.reader);
}

/** What a mock answers: the constants of its outputs. */
export function readMockOutput(operation: Reader): Output {
  return { kind: 'mapped', shape: readShapes(operation.entries('outputParameters')) ?? emptyShape };
}

/** The shape that outputs describe: an unnamed one is the whole value, named ones are members of an object. */
export function readShapes(outputs: readonly Entry[]): Shape | undefined {
  const [only] = outputs;
  if (!only) return undefined;
  if (outputs.length === 1) {
    const shape = readShape(only.reader);
    if (only.name === undefined || isEverything(shape)) return shape;
  }
  const properties = new Map(
    outputs.map(({ name, reader }, index) => [name ?? `value${index + 1}`, readMember(name, reader)]),
  );
  return { ...emptyShape, type: 'object', properties };
}

export const emptyShape: Shape = {
  type: undefined,
  description: undefined,
  path: undefined,
  constant: undefined,
  properties: undefined,
  items: undefined,
  place: undefined,
};

function isEverything({ path, properties, items, constant }: Shape): boolean {
  return path !== undefined && everything.has(path.trim()) && !properties && !items && constant === undefined;
}

function readShape(reader: Reader): Shape {
  const value = reader.value('value');
  const isFixed = value !== undefined && !isPath(value);
  const mapping = isFixed ? undefined : (reader.value('mapping') ?? value);
  const path = isPath(mapping) ? mapping : undefined;
  // Some documents write what belongs beside the mapping into it: `mapping: {properties: …}`.
  const inner = isObject(mapping) ? reader.child('mapping') : undefined;
  const parts = inner ?? reader;
  // A fixed value goes before a mapping, and a mapping before a `const`, which then only describes.
  const fixed = isFixed ? value : (reader.value('const') ?? mapping);
  const constant = path === undefined && !inner ? fixed : undefined;
  const properties = parts.entries('properties');
  return {
    type: reader.text('type')?.toLowerCase(),
    description: reader.text('description'),
    path: path ?? inner?.text('mapping'),
    constant,
    properties:
      properties.length > 0
        ? new Map(properties.map(({ name, reader: property }) => [name ?? '', readMember(name, property)]))
        : undefined,
    items: readItems(parts),
    place: reader.place,
  };
}

function isPath(value: Json | undefined): value is string {
  return typeof value === 'string' && value.trim().startsWith('$');
}

/** A member that does not say where it comes from comes from the member of its own name. */
function readMember(name: string | undefined, reader: Reader): Shape {
  const shape = readShape(reader);
  const saysNothing = shape.path === undefined && shape.constant === undefined && !shape.properties && !shape.items;
  return saysNothing && name !== undefined ? { ...shape, path: memberPath(name) } : shape;
}

/** One shape for all items; the oldest dialect writes it as a list of one, flows as the named members of an item. */
function readItems(reader: Reader): Shape | undefined {
  const written = reader.value('items');
  if (written === undefined) return undefined;
  if (Array.isArray(written) || !isShape(written)) return readShapes(reader.entries('items'));
  const items = reader.child('items');
  return items && readShape(items);
}

/** A shape says its type in a word; among named members, one may be called `type` and is a mapping itself. */
function isShape(value: unknown): boolean {
  if (!isObject(value)) return false;
  return (
    typeof value['type'] === 'string' ||
    ['mapping', 'value', 'const', 'properties'].some((key) => Object.hasOwn(value, key))
  );
}
