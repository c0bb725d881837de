import type { Json } from '../../../json/json.ts';
import { AvroBytes } from './avro-bytes.ts';
import { isAvroFile, readAvroFile } from './avro-file.ts';
import { compileSchema, type ReadAvro } from './avro-schema.ts';
import type { Decode } from './decode.ts';
import { UndecodableAnswer, UnusableSchema } from './errors.ts';

/**
 * Decodes Avro: one value of the schema, or an object container file, which brings its own schema and becomes the list of its values.
 * Records and maps are objects, enums their symbols, unions what they hold, bytes base64; a long is text beyond 2^53.
 *
 * @param schema the text of an `.avsc` file; without one only container files can be read.
 * @throws UnusableSchema
 */
export function avroDecoder(schema: string | undefined): Decode {
  const read = schema === undefined ? undefined : compileSchema(parseSchema(schema));
  return (bytes) => (isAvroFile(bytes) ? readAvroFile(bytes) : readValue(bytes, read));
}

function parseSchema(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableSchema('The Avro schema is not JSON.');
  }
}

function readValue(bytes: Buffer, read: ReadAvro | undefined): Json {
  if (!read)
    throw new UndecodableAnswer(
      'The answer is no Avro file that brings its schema, and the operation names no `outputSchema`.',
    );
  const source = new AvroBytes(bytes);
  const value = read(source);
  if (!source.done) throw new UndecodableAnswer('The answer is not Avro of its schema: it goes on after its end.');
  return value;
}
