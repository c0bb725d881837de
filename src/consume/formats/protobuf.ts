import protobuf from 'protobufjs';
import type { Json, JsonObject } from '../../json/json.ts';
import type { Decode } from './decoder.ts';
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

type Members = Readonly<Record<string, unknown>>;

/** The decoder makes what the type says, one member a field; hence the casts below. */
function messageValue(type: protobuf.Type, message: object): JsonObject {
  const members = message as Members;
  const sent = type.fieldsArray.filter((field) => !field.hasPresence || Object.hasOwn(members, field.name));
  return Object.fromEntries(sent.map((field) => [field.name, fieldValue(field, members[field.name])]));
}

function fieldValue(field: protobuf.Field, value: unknown): Json {
  if (field instanceof protobuf.MapField) return mapValue(field, value as Members);
  if (field.repeated) return (value as readonly unknown[]).map((item) => singleValue(field, item));
  return singleValue(field, value);
}

function mapValue(field: protobuf.MapField, map: Members): JsonObject {
  const isLong = field.keyType.endsWith('64');
  const unsigned = field.keyType === 'uint64' || field.keyType === 'fixed64';
  const keyOf = (key: string) => (isLong ? protobuf.util.longFromKey(key, unsigned).toString() : key);
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [keyOf(key), singleValue(field, value)]));
}

function singleValue({ resolvedType }: protobuf.FieldBase, value: unknown): Json {
  if (resolvedType instanceof protobuf.Type) return messageValue(resolvedType, value as object);
  if (resolvedType instanceof protobuf.Enum) return resolvedType.valuesById[value as number] ?? (value as number);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return exact(BigInt(String(value))); // a 64-bit integer is an object of its own
}
