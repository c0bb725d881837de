import { inflateRawSync } from 'node:zlib';
import type { Json } from '../../../json/json.ts';
import { AvroBytes } from './avro-bytes.ts';
import { compileSchema } from './avro-schema.ts';
import { UndecodableAnswer } from './errors.ts';

const magic = Buffer.from('Obj\u{1}', 'latin1');
const syncLength = 16;

/** All blocks of a file together may not grow over this many bytes. */
const maxInflated = 64 * 1024 * 1024;

export function isAvroFile(bytes: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}

/** The values of an object container file (Avro 1.12, "Object Container Files"), read by the schema in it. */
export function readAvroFile(bytes: Buffer): readonly Json[] {
  const file = new AvroBytes(bytes.subarray(magic.length));
  const metadata = new Map<string, Buffer>();
  file.items(() => metadata.set(file.string(), file.bytes()));
  const sync = file.take(syncLength);
  const read = compileSchema(JSON.parse(metadata.get('avro.schema')?.toString('utf8') ?? ''));
  const unpack = unpacker(metadata.get('avro.codec')?.toString('utf8') ?? 'null');
  const values: Json[] = [];
  while (!file.done) {
    const count = file.integer();
    const block = new AvroBytes(unpack(file.bytes()));
    block.spend(Math.max(0, count));
    for (let index = 0; index < count; index++) values.push(read(block));
    if (!block.done || !file.take(syncLength).equals(sync))
      throw new UndecodableAnswer('The answer is a broken Avro file: a block does not end where it says.');
  }
  return values;
}

function unpacker(codec: string): (block: Buffer) => Buffer {
  if (codec === 'null') return (block) => block;
  if (codec !== 'deflate')
    throw new UndecodableAnswer('The answer is an Avro file whose compression is neither `null` nor `deflate`.');
  let left = maxInflated;
  return (block) => {
    const inflated = inflateRawSync(block, { maxOutputLength: left });
    left -= inflated.length;
    return inflated;
  };
}
