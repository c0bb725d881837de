import protobuf from 'protobufjs';
import type { Json, JsonObject } from '../../../json/json.ts';
import type { Decode } from './decode.ts';
import { UnusableSchema } from './errors.ts';
import { exact, finite } from './numbers.ts';

/**
 * Decodes a protobuf message. Members are named as the schema names them; lists and maps are there when empty, and so are values without
 * presence (those of proto3), for a sender leaves out zeros; of other fields those that were sent. Enums are names, bytes base64; 64-bit
 * integers are text beyond 2^53.
 *
 * @param schema the text of a `.proto` file; its first message is the one that is read.
 * @throws UnusableSchema
 */
export function protobufDecoder(schema: string | undefined): Decode {
  if (schema === undefined)
    throw new UnusableSchema('Protobuf cannot be read without an `outputSchema`, a `.proto` file.');
  const type = firstMessage(schema);
  return (bytes) => messageValue(type, type.decode(bytes));
}

function firstMessage(schema: string): protobuf.Type {
  const { root, imports = [] } = parseSchema(schema);
  const type = findMessage(root);
  if (!type) throw new UnusableSchema('The `.proto` file has no message.');
  for (const file of imports) {
    const known = protobuf.common.get(file);
    if (!known?.nested)
      throw new UnusableSchema(`The \`.proto\` file imports \`${file}\`; it has to say all in one file.`);
    root.addJSON(known.nested);
  }
  try {
    root.resolveAll();
  } catch {
    throw new UnusableSchema('The `.proto` file uses a type and does not say what it is.');
  }
  return type;
}

function parseSchema(schema: string): protobuf.IParserResult {
  try {
    return protobuf.parse(schema, new protobuf.Root(), { keepCase: true });
  } catch (error) {
    const [, line] = (error instanceof Error && /\(line (\d+)\)/.exec(error.message)) || [];
    throw new UnusableSchema(`The \`outputSchema\` is not a \`.proto\` file${line ? ` (line ${line})` : ''}.`);
  }
}

function findMessage(space: protobuf.NamespaceBase): protobuf.Type | undefined {
  for (const member of space.nestedArray) {
    if (member instanceof protobuf.Type) return member;
    const within = member instanceof protobuf.Namespace ? findMessage(member) : undefined;
    if (within) return within;
  }
  return undefined;
}

/** The decoder makes what the type says, one member a field; hence the casts below. */
type Members = Readonly<Record<string, unknown>>;

function messageValue(type: protobuf.Type, message: Members): JsonObject {
  const there = type.fieldsArray.filter((field) => Object.hasOwn(message, field.name) || isImplicit(field));
  return Object.fromEntries(there.map((field) => [field.name, fieldValue(field, message[field.name])]));
}

/** Whether a field has a value even when none was sent. */
function isImplicit(field: protobuf.Field): boolean {
  return !field.hasPresence && !(field.resolvedType instanceof protobuf.Type);
}

function fieldValue(field: protobuf.Field, value: unknown): Json {
  if (field instanceof protobuf.MapField) return mapValue(field, value as Members);
  if (field.repeated) return (value as readonly unknown[]).map((item) => singleValue(field, item));
  return singleValue(field, value);
}

function mapValue(field: protobuf.MapField, map: Members): JsonObject {
  const { keyType } = field;
  const entries = Object.entries(map).map(
    ([key, value]) => [keyText(keyType, key), singleValue(field, value)] as const,
  );
  return Object.fromEntries(entries);
}

/** The decoder packs 64-bit keys into eight characters. */
function keyText(type: string, key: string): string {
  if (!type.endsWith('64')) return key;
  const integer: unknown = protobuf.util.longFromKey(key, type === 'uint64' || type === 'fixed64');
  return String(integer);
}

function singleValue({ resolvedType, bytes }: protobuf.FieldBase, value: unknown): Json {
  if (resolvedType instanceof protobuf.Type) return messageValue(resolvedType, value as Members);
  if (resolvedType instanceof protobuf.Enum) return resolvedType.valuesById[value as number] ?? (value as number);
  if (bytes) return Buffer.from(value as Uint8Array).toString('base64');
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return exact(BigInt(String(value))); // a 64-bit integer is an object of its own
}
