import type { Output, Shape } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';

const everything = new Set(['$', '$.']);

/**
 * What an exposed operation answers. `{type: object, mapping: $.}` without properties asks for the payload as it is, of
 * whatever JSON type, and so does saying nothing.
 */
export function readOutput(operation: Reader): Output {
  const outputs = operation.entries('outputParameters');
  const [only] = outputs;
  if (!only) return { kind: 'untouched' };
  if (outputs.length === 1 && !isNamed(only)) {
    const shape = readShape(only.reader);
    return isEverything(shape) ? { kind: 'untouched' } : { kind: 'mapped', shape };
  }
  // Several, or named: each is a member of the resulting object.
  if (outputs.length === 1 && isEverything(readShape(only.reader))) return { kind: 'untouched' };
  const properties = new Map(
    outputs.map(({ name, reader }, index) => [name ?? `value${index + 1}`, readShape(reader)]),
  );
  return { kind: 'mapped', shape: { ...nothing, type: 'object', properties } };
}

const nothing: Shape = {
  type: undefined,
  description: undefined,
  path: undefined,
  constant: undefined,
  properties: undefined,
  items: undefined,
  place: undefined,
};

function isNamed({ name }: Entry): boolean {
  return name !== undefined;
}

function isEverything({ path, properties, items, constant }: Shape): boolean {
  return path !== undefined && everything.has(path.trim()) && !properties && !items && constant === undefined;
}

function readShape(reader: Reader): Shape {
  const mapping = reader.value('mapping') ?? reader.value('value');
  const isPath = typeof mapping === 'string' && mapping.trim().startsWith('$');
  const constant = reader.value('const') ?? (isPath ? undefined : mapping);
  const properties = reader.entries('properties');
  const items = reader.child('items');
  return {
    type: reader.text('type'),
    description: reader.text('description'),
    path: isPath ? mapping : undefined,
    constant,
    properties:
      properties.length > 0
        ? new Map(properties.map(({ name, reader: property }) => [name ?? '', readShape(property)]))
        : undefined,
    items: items && readShape(items),
    place: reader.place,
  };
}
