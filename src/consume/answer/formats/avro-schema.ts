import { isObject, type Json } from '../../../json/json.ts';
import type { AvroBytes } from './avro-bytes.ts';
import { UndecodableAnswer, UnusableSchema } from './errors.ts';
import { exact } from './numbers.ts';

export type ReadAvro = (bytes: AvroBytes) => Json;

const primitives: Readonly<Record<string, ReadAvro>> = {
  null: () => null,
  boolean: (bytes) => bytes.byte() !== 0,
  int: (bytes) => exact(bytes.long()),
  long: (bytes) => exact(bytes.long()),
  float: (bytes) => bytes.float(),
  double: (bytes) => bytes.double(),
  bytes: (bytes) => bytes.bytes().toString('base64'),
  string: (bytes) => bytes.string(),
};

/** Where a schema stands: the namespace around it, and the readers of the types named so far. */
interface Scope {
  readonly space: string;
  readonly named: Map<string, ReadAvro>;
}

/**
 * Compiles an Avro schema (Avro 1.12, "Schema Declaration") to what reads its values. It is done here and not by a library because a file's
 * own schema comes with the answer, and the library makes program text of schemas and believes every count.
 *
 * @throws UnusableSchema
 */
export function compileSchema(schema: unknown): ReadAvro {
  return compile(schema, { space: '', named: new Map() });
}

function compile(schema: unknown, scope: Scope): ReadAvro {
  if (typeof schema === 'string') return lookUp(schema, scope);
  if (Array.isArray(schema)) return compileUnion(schema, scope);
  if (!isObject(schema)) throw new UnusableSchema('A type of the Avro schema is neither a name nor an object.');
  switch (schema['type']) {
    case 'record':
    case 'error':
      return compileRecord(schema, scope);
    case 'enum':
      return name(schema, scope, compileEnum(schema['symbols']));
    case 'fixed':
      return name(schema, scope, compileFixed(schema['size']));
    case 'array':
      return compileArray(compile(schema['items'], scope));
    case 'map':
      return compileMap(compile(schema['values'], scope));
    default:
      return compile(schema['type'], scope);
  }
}

function lookUp(name: string, { space, named }: Scope): ReadAvro {
  const read = Object.hasOwn(primitives, name)
    ? primitives[name]
    : (named.get(fullName(name, space)) ?? named.get(name));
  if (!read) throw new UnusableSchema(`The Avro schema uses the type \`${name}\` and does not say what it is.`);
  return read;
}

function fullName(name: string, space: string): string {
  return name.includes('.') || space === '' ? name : `${space}.${name}`;
}

type Declaration = Readonly<Record<string, unknown>>;

function name(schema: Declaration, { space, named }: Scope, read: ReadAvro): ReadAvro {
  named.set(declaredName(schema, space), read);
  return read;
}

function declaredName({ name, namespace }: Declaration, space: string): string {
  if (typeof name !== 'string') throw new UnusableSchema('A type of the Avro schema that needs a name has none.');
  return fullName(name, typeof namespace === 'string' ? namespace : space);
}

function compileRecord(schema: Declaration, scope: Scope): ReadAvro {
  const declared = declaredName(schema, scope.space);
  const inner = { ...scope, space: declared.slice(0, Math.max(0, declared.lastIndexOf('.'))) };
  const fields: (readonly [name: string, read: ReadAvro])[] = [];
  const read: ReadAvro = (bytes) => {
    bytes.spend(fields.length + 1);
    return bytes.nested(() => Object.fromEntries(fields.map(([field, readField]) => [field, readField(bytes)])));
  };
  // Before its fields are compiled, for they may be of this type again.
  scope.named.set(declared, read);
  for (const field of listOf(schema['fields'])) {
    if (!isObject(field) || typeof field['name'] !== 'string')
      throw new UnusableSchema('A field of the Avro schema has no name.');
    fields.push([field['name'], compile(field['type'], inner)]);
  }
  return read;
}

function compileUnion(branches: readonly unknown[], scope: Scope): ReadAvro {
  const readers = branches.map((branch) => compile(branch, scope));
  return (bytes) => choose(readers, bytes)(bytes);
}

function compileEnum(symbols: unknown): ReadAvro {
  const texts = listOf(symbols).map(String);
  return (bytes) => choose(texts, bytes);
}

function choose<Choice>(choices: readonly Choice[], bytes: AvroBytes): Choice {
  const choice = choices[bytes.integer()];
  if (choice === undefined)
    throw new UndecodableAnswer(
      'The answer is not Avro of its schema: it chooses among types or names what is not there.',
    );
  return choice;
}

function compileFixed(size: unknown): ReadAvro {
  if (typeof size !== 'number') throw new UnusableSchema('A `fixed` type of the Avro schema has no size.');
  return (bytes) => bytes.take(size).toString('base64');
}

function compileArray(read: ReadAvro): ReadAvro {
  return (bytes) => {
    const items: Json[] = [];
    bytes.items(() => items.push(read(bytes)));
    return items;
  };
}

function compileMap(read: ReadAvro): ReadAvro {
  return (bytes) => {
    const entries: (readonly [key: string, value: Json])[] = [];
    bytes.items(() => entries.push([bytes.string(), read(bytes)]));
    return Object.fromEntries(entries);
  };
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value))
    throw new UnusableSchema('The Avro schema has a record without fields, or an enum without symbols.');
  return value;
}
