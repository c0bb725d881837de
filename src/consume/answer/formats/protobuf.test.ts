import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { loadDecoder } from './decoder.ts';
import { anyBytes, decodesOrRefuses } from './testing.ts';

const proto2 = `
  syntax = "proto2";
  package org.example;
  message Fleet { repeated Ship ships = 1; optional string port = 2; }
  message Ship { required string ship_name = 1; optional int32 length = 2 [default = 5]; }
`;

const proto3 = `
  syntax = "proto3";
  enum Color { NONE = 0; RED = 1; }
  message All {
    int32 small = 1; int64 big = 2; uint64 unsigned = 3; double ratio = 4; bool yes = 5; string text = 6; bytes data = 7;
    Color color = 8; All inner = 9; repeated int64 many = 10; map<string, All> named = 11; map<uint64, string> numbered = 12;
    optional int32 maybe = 13; oneof choice { string one = 14; int32 other = 15; }
  }
`;

const zeros = {
  small: 0,
  big: 0,
  unsigned: 0,
  ratio: 0,
  yes: false,
  text: '',
  data: '',
  color: 'NONE',
  many: [],
  named: {},
  numbered: {},
};

async function roundTrip(schema: string, message: string, value: Record<string, unknown>) {
  const { root } = protobuf.parse(schema, new protobuf.Root(), { keepCase: true });
  const type = root.lookupType(message);
  const decode = await loadDecoder('protobuf', schema);
  return decode(Buffer.from(type.encode(type.fromObject(value)).finish()));
}

describe('protobuf', () => {
  it('is the first message of the schema, its members named as there', async () => {
    const value = { ships: [{ ship_name: 'Gull', length: 12 }, { ship_name: 'Tern' }] };
    expect(await roundTrip(proto2, 'org.example.Fleet', value)).toEqual(value);
    expect(await roundTrip(proto2, 'org.example.Fleet', {})).toEqual({ ships: [] });
  });

  it('has what a sender leaves out because it is nothing', async () => {
    expect(await roundTrip(proto3, 'All', {})).toEqual(zeros);
    expect(await roundTrip(proto3, 'All', { maybe: 0, other: 0 })).toEqual({ ...zeros, maybe: 0, other: 0 });
  });

  it('has enums by name, bytes in base64, and maps as objects', async () => {
    const value = { color: 'RED', data: '/wA=', named: { a: { yes: true } }, inner: { text: 'Grüße' }, many: [1, 2] };
    expect(await roundTrip(proto3, 'All', value)).toEqual({
      ...zeros,
      ...value,
      named: { a: { ...zeros, yes: true } },
      inner: { ...zeros, text: 'Grüße' },
    });
    expect(await roundTrip(proto3, 'All', { color: 9 })).toMatchObject({ color: 9 });
  });

  it('has numbers as text where JSON cannot say them', async () => {
    const value = {
      big: '-9223372036854775808',
      unsigned: '18446744073709551615',
      ratio: Infinity,
      many: ['9007199254740991', '9007199254740992'],
      numbered: { '18446744073709551615': 'x' },
    };
    expect(await roundTrip(proto3, 'All', value)).toEqual({
      ...zeros,
      ...value,
      ratio: 'Infinity',
      many: [Number.MAX_SAFE_INTEGER, '9007199254740992'],
    });
  });

  it('takes `__proto__` for a name', async () => {
    const value = await roundTrip(
      proto3,
      'All',
      JSON.parse('{"numbered":{},"named":{"__proto__":{}}}') as Record<string, unknown>,
    );
    expect(JSON.stringify(value)).toContain('"named":{"__proto__":{');
  });

  it("may use Google's well-known types", async () => {
    const schema = `syntax = "proto3"; import "google/protobuf/timestamp.proto";
      message Event { google.protobuf.Timestamp at = 1; }`;
    const decode = await loadDecoder('protobuf', schema);
    expect(decode(Buffer.from('0a020805', 'hex'))).toEqual({ at: { seconds: 5, nanos: 0 } });
  });

  it.each([
    [undefined, 'without an `outputSchema`'],
    ['', 'has no message'],
    ['enum E { A = 0; }', 'has no message'],
    ['syntax = "proto3";\nmessage {', 'is not a `.proto` file (line 2)'],
    ['message A { optional B b = 1; }', 'does not say what it is'],
    ['import "other.proto"; message A {}', 'imports `other.proto`'],
  ])('cannot have the schema %j', async (schema, words) => {
    await expect(loadDecoder('protobuf', schema)).rejects.toMatchObject({
      name: 'UnusableSchema',
      message: expect.stringContaining(words) as string,
    });
  });

  it('is refused when it is not of its schema', async () => {
    const decode = await loadDecoder('protobuf', proto2);
    expect(() => decode(Buffer.from('{"ships":[]}'))).toThrow('The answer cannot be read as protobuf.');
    expect(() => decode(Buffer.from('0aff', 'hex'))).toThrow('The answer cannot be read as protobuf.');
  });

  it('is decoded or refused, whatever comes', async () => {
    decodesOrRefuses(await loadDecoder('protobuf', proto3), anyBytes);
    decodesOrRefuses(await loadDecoder('protobuf', proto2), anyBytes);
  });
});
