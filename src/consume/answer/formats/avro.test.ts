import avro from 'avsc';
import * as fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadDecoder } from './decoder.ts';
import { anyBytes, decodesOrRefuses } from './testing.ts';

/** Writes with a library of others, and reads with ours. */
async function roundTrip(schema: avro.Schema, value: unknown) {
  const decode = await loadDecoder('avro', JSON.stringify(schema));
  return decode(avro.Type.forSchema(schema, { wrapUnions: true }).toBuffer(value));
}

const ships: avro.Schema = {
  type: 'record',
  name: 'Fleet',
  namespace: 'org.example',
  fields: [
    {
      name: 'ships',
      type: {
        type: 'array',
        items: {
          type: 'record',
          name: 'Ship',
          fields: [
            { name: 'name', type: 'string' },
            { name: 'length', type: ['null', 'double'] },
          ],
        },
      },
    },
    { name: 'flagship', type: ['null', 'Ship'] },
  ],
};

const fleet = {
  ships: [
    { name: 'Gull', length: { double: 12.5 } },
    { name: 'Tern', length: null },
  ],
  flagship: { 'org.example.Ship': { name: 'Gull', length: null } },
};

const fleetValue = {
  ships: [
    { name: 'Gull', length: 12.5 },
    { name: 'Tern', length: null },
  ],
  flagship: { name: 'Gull', length: null },
};

/** An object container file, written out by the specification. */
function container(schema: avro.Schema, values: readonly unknown[], codec: 'null' | 'deflate' | 'snappy') {
  const sync = Buffer.alloc(16, 7);
  const long = (value: number) => avro.Type.forSchema('long').toBuffer(value);
  const metadata = avro.Type.forSchema({ type: 'map', values: 'bytes' }).toBuffer({
    'avro.schema': Buffer.from(JSON.stringify(schema)),
    ...(codec === 'null' ? {} : { 'avro.codec': Buffer.from(codec) }),
  });
  const type = avro.Type.forSchema(schema, { wrapUnions: true });
  const blocks = values.map((value) => {
    const plain = type.toBuffer(value);
    const data = codec === 'deflate' ? deflateRawSync(plain) : plain;
    return Buffer.concat([long(1), long(data.length), data, sync]);
  });
  return Buffer.concat([Buffer.from('Obj\u{1}', 'latin1'), metadata, sync, ...blocks]);
}

describe('Avro', () => {
  it('is a value of its schema, unions being what they hold', async () => {
    expect(await roundTrip(ships, fleet)).toEqual(fleetValue);
  });

  it.each<[avro.Schema, unknown, unknown]>([
    ['null', null, null],
    ['boolean', true, true],
    ['int', -7, -7],
    ['long', 2 ** 40, 2 ** 40],
    ['long', -(2 ** 40) - 1, -(2 ** 40) - 1],
    ['float', 1.5, 1.5],
    ['double', Number.NaN, 'NaN'],
    ['double', Number.NEGATIVE_INFINITY, '-Infinity'],
    ['string', 'Grüße 😀', 'Grüße 😀'],
    ['bytes', Buffer.from([255, 0]), '/wA='],
    [{ type: 'fixed', name: 'F', size: 2 }, Buffer.from([255, 0]), '/wA='],
    [{ type: 'enum', name: 'E', symbols: ['RED', 'BLUE'] }, 'BLUE', 'BLUE'],
    [{ type: 'array', items: 'int' }, [1, 2, 3], [1, 2, 3]],
    [{ type: 'map', values: 'int' }, { a: 1 }, { a: 1 }],
    [{ type: 'array', items: 'null' }, [null, null], [null, null]],
    [{ type: 'int', logicalType: 'date' }, 3, 3],
    [['null', 'string'], { string: 'x' }, 'x'],
  ])('of %j: %j', async (schema, value, decoded) => {
    expect(await roundTrip(schema, value)).toEqual(decoded);
  });

  it('is text where a long is beyond what a number can say', async () => {
    const decode = await loadDecoder('avro', '"long"');
    expect(decode(Buffer.from('feffffffffffffffff01', 'hex'))).toBe('9223372036854775807');
    expect(decode(Buffer.from('ffffffffffffffffff01', 'hex'))).toBe('-9223372036854775808');
    expect(decode(Buffer.from('feffffffffffff1f', 'hex'))).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('may come in blocks that say their size', async () => {
    const decode = await loadDecoder('avro', '{"type":"array","items":"int"}');
    expect(decode(Buffer.from([3, 4, 2, 4, 2, 6, 0]))).toEqual([1, 2, 3]);
  });

  it('may hold values of its own type', async () => {
    const list: avro.Schema = {
      type: 'record',
      name: 'List',
      fields: [
        { name: 'head', type: 'int' },
        { name: 'tail', type: ['null', 'List'] },
      ],
    };
    const value = { head: 1, tail: { List: { head: 2, tail: null } } };
    expect(await roundTrip(list, value)).toEqual({ head: 1, tail: { head: 2, tail: null } });
    const decode = await loadDecoder('avro', JSON.stringify(list));
    expect(() => decode(Buffer.alloc(10_000, 2))).toThrow('nests records more than 100 deep');
  });

  it.each(['null', 'deflate'] as const)(
    'is a list when it is a file, by the schema in it (codec %s)',
    async (codec) => {
      const file = container(ships, [fleet, fleet], codec);
      for (const schema of [undefined, '"int"']) {
        const decode = await loadDecoder('avro', schema);
        expect(decode(file)).toEqual([fleetValue, fleetValue]);
      }
    },
  );

  it('is refused as a file that is broken, or packed in another way', async () => {
    const decode = await loadDecoder('avro');
    expect(() => decode(container('int', [1], 'snappy'))).toThrow('neither `null` nor `deflate`');
    const file = container('int', [1, 2], 'null');
    for (let length = 4; length < file.length; length++) {
      if (length === file.length - 19) continue; // where the first block ends
      if (length === file.length - 38) continue; // where the header ends
      expect(() => decode(file.subarray(0, length))).toThrow('The answer');
    }
    file.writeUInt8(0, file.length - 1);
    expect(() => decode(file)).toThrow('broken');
  });

  it('is refused without a schema, or when it is not of its schema', async () => {
    const withoutSchema = await loadDecoder('avro');
    expect(() => withoutSchema(Buffer.from([2]))).toThrow('no `outputSchema`');
    const decode = await loadDecoder('avro', '{"type":"enum","name":"E","symbols":["A"]}');
    expect(() => decode(Buffer.from([2]))).toThrow('not there');
    expect(() => decode(Buffer.from([]))).toThrow('ends too early');
    expect(() => decode(Buffer.from([0, 0]))).toThrow('goes on after its end');
  });

  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['{}', 'neither a name nor an object'],
    ['"Ship"', '`Ship`'],
    ['"toString"', '`toString`'],
    ['{"type":"record","name":"R"}', 'without fields'],
    ['{"type":"record","fields":[]}', 'needs a name'],
    ['{"type":"record","name":"R","fields":[{"type":"int"}]}', 'has no name'],
    ['{"type":"fixed","name":"F"}', 'has no size'],
  ])('cannot have the schema %j', async (schema, words) => {
    await expect(loadDecoder('avro', schema)).rejects.toMatchObject({
      name: 'UnusableSchema',
      message: expect.stringContaining(words) as string,
    });
  });

  it('makes no billions of a few bytes', async () => {
    const nulls = await loadDecoder('avro', '{"type":"array","items":"null"}');
    expect(() => nulls(Buffer.from('feffffffffff1f00', 'hex'))).toThrow('more values than it has bytes for');
    const levels = Array.from({ length: 40 }, (_, level) => {
      const type = level === 0 ? 'null' : `L${level - 1}`;
      return { type: 'record', name: `L${level}`, fields: ['a', 'b'].map((name) => ({ name, type })) };
    });
    const nested = levels.reduce<unknown>((inner, level) => {
      if (inner === undefined) return level;
      return { ...level, fields: [{ name: 'a', type: inner }, ...level.fields.slice(1)] };
    }, undefined);
    const laughs = await loadDecoder('avro', JSON.stringify(nested));
    expect(() => laughs(Buffer.alloc(0))).toThrow('more values than it has bytes for');
  });

  it('is decoded or refused, whatever comes', async () => {
    decodesOrRefuses(await loadDecoder('avro', JSON.stringify(ships)), anyBytes);
    const file = container(ships, [fleet], 'deflate');
    const broken = fc.tuple(fc.nat(file.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Buffer.from(file);
      copy.writeUInt8(byte, at);
      return copy;
    });
    decodesOrRefuses(await loadDecoder('avro'), broken);
  });
});
