import { describe, expect, it } from 'vitest';
import { loadDecoder } from './decoder.ts';
import { anyBytes, anyTextOf, decodesOrRefuses, decodeText } from './testing.ts';

describe('JSON', () => {
  it('is the value it says, in UTF-8, with or without a byte order mark', async () => {
    expect(await decodeText('json', '{"a":["ü",1,null]}')).toEqual({ a: ['ü', 1, null] });
    expect(await decodeText('json', '\u{feff}[]')).toEqual([]);
  });

  it.each(['', '{"secret": ', 'nonsense'])('is not %j; the refusal quotes nothing of it', async (answer) => {
    await expect(decodeText('json', answer)).rejects.toMatchObject({
      name: 'UndecodableAnswer',
      message: 'The answer cannot be read as json.',
    });
  });

  it('is decoded or refused, whatever comes', async () => {
    const decode = await loadDecoder('json');
    decodesOrRefuses(decode, anyBytes);
    decodesOrRefuses(decode, anyTextOf('[', ']', '{', '}', '"', ':', ',', '1', 'null', '\\'));
  });
});
