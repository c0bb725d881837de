import { describe, expect, it } from 'vitest';
import type { DecodedFormat } from './decoder.ts';
import { loadDecoder } from './decoder.ts';
import { anyBytes, anyTextOf, decodesOrRefuses, decodeText, longTexts } from './testing.ts';

const csv = (text: string) => decodeText('csv', text);

describe('separated values', () => {
  it.each<[DecodedFormat, string]>([
    ['csv', 'id,name\n1,Ada\n2,Grace\n'],
    ['tsv', 'id\tname\n1\tAda\n2\tGrace\n'],
    ['psv', 'id|name\n1|Ada\n2|Grace\n'],
  ])('of %s are a list of objects of texts, named by the first record', async (format, answer) => {
    expect(await decodeText(format, answer)).toEqual([
      { id: '1', name: 'Ada' },
      { id: '2', name: 'Grace' },
    ]);
  });

  it.each([
    ['quoted values', 'a,b\n"x, y","say ""hi""\nto all"\n', [{ a: 'x, y', b: 'say "hi"\nto all' }]],
    ['line ends of Windows', 'a,b\r\n1,2\r\n', [{ a: '1', b: '2' }]],
    ['line ends of all kinds', 'a\r\n1\n2\r3', [{ a: '1' }, { a: '2' }, { a: '3' }]],
    ['a byte order mark', '\u{feff}a\n1', [{ a: '1' }]],
    ['names with white space around', ' a , b\n1,2', [{ a: '1', b: '2' }]],
    ['values with white space around', 'a\n 1 ', [{ a: ' 1 ' }]],
    ['a short record', 'a,b,c\n1,2', [{ a: '1', b: '2' }]],
    ['a long record', 'a\n1,2,3', [{ a: '1' }]],
    ['an empty value', 'a,b\n,2', [{ a: '', b: '2' }]],
    ['empty lines', '\na\n\n1\n\n', [{ a: '1' }]],
    ['a quote within a value', 'a,b\n5" disk,x"y"z', [{ a: '5" disk', b: 'x"y"z' }]],
    ['only names', 'a,b\n', []],
    ['nothing', '', []],
  ])('may have %s', async (_, answer, value) => {
    expect(await csv(answer)).toEqual(value);
  });

  it('take `__proto__` for a name', async () => {
    const [record] = (await csv('__proto__,a\nx,y')) as readonly object[];
    expect(Object.entries(record ?? {})).toEqual([
      ['__proto__', 'x'],
      ['a', 'y'],
    ]);
  });

  it('are refused when a quote never ends', async () => {
    await expect(csv('a\n"secret')).rejects.toMatchObject({
      name: 'UndecodableAnswer',
      message: 'A quoted value of the answer never ends.',
    });
  });

  it.each<DecodedFormat>(['csv', 'tsv', 'psv'])('of %s are decoded or refused, whatever comes', async (format) => {
    const decode = await loadDecoder(format);
    decodesOrRefuses(decode, anyBytes);
    decodesOrRefuses(decode, anyTextOf('a', '__proto__', ',', '\t', '|', '"', '\r', '\n', ' ', '\u{feff}'));
  });

  it.each(longTexts('""', ',', '\n', 'a"'))('take no time over %j again and again', async (_, bytes) => {
    const decode = await loadDecoder('csv');
    expect(decode(bytes)).toEqual([]);
  });
});
