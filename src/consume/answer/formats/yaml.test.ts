import { describe, expect, it } from 'vitest';
import { loadDecoder } from './decoder.ts';
import { anyBytes, anyTextOf, decodesOrRefuses, decodeText } from './testing.ts';

const yaml = (text: string) => decodeText('yaml', text);

describe('YAML', () => {
  it('is the value it says', async () => {
    const answer = 'users:\n  - id: 1\n    name: Ada\n    active: true\n  - id: 2\n    name: null\n';
    expect(await yaml(answer)).toEqual({
      users: [
        { id: 1, name: 'Ada', active: true },
        { id: 2, name: null },
      ],
    });
  });

  it.each([
    ['- 1\n- two', [1, 'two']],
    ['y: n\non: off', { y: 'n', on: 'off' }],
    ['2026-01-31', '2026-01-31'],
    ['a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['1: one', { '1': 'one' }],
    ['[.nan, .inf, -.inf]', ['NaN', 'Infinity', '-Infinity']],
    ['a: 1\n---\na: 2', { a: 1 }],
    ['{"a": [1.5]}', { a: [1.5] }],
    ['', null],
    ['\u{feff}a: 1', { a: 1 }],
  ])('%j', async (answer, value) => {
    expect(await yaml(answer)).toEqual(value);
  });

  it('takes `__proto__` for a name', async () => {
    const value = await yaml('__proto__: {x: polluted}');
    expect(JSON.stringify(value)).toBe('{"__proto__":{"x":"polluted"}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('is refused with the line where it ends to be YAML, and none of its words', async () => {
    await expect(yaml('a: 1\nb: "secret')).rejects.toMatchObject({
      name: 'UndecodableAnswer',
      message: expect.stringMatching(/^The answer is not YAML \(line \d\)\.$/) as string,
    });
  });

  it('is refused when its references unfold beyond measure', async () => {
    const bomb = Array.from({ length: 9 }, (_, level) => {
      const below = level === 0 ? '"x"' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array(9).fill(below).join(', ')}]`;
    });
    await expect(yaml(bomb.join('\n'))).rejects.toThrow('unfold to too much');
    await expect(yaml('&a [*a]')).rejects.toThrow('to themselves');
    await expect(yaml('['.repeat(5000))).rejects.toThrow('The answer is not YAML');
  });

  it('is decoded or refused, whatever comes', async () => {
    const decode = await loadDecoder('yaml');
    decodesOrRefuses(decode, anyBytes);
    decodesOrRefuses(
      decode,
      anyTextOf('- ', 'a: ', '\n', '  ', '&a ', '*a', '[', ']', '{', '}', '"', '? ', '|', '<<: ', '1', '.nan'),
    );
  });
});
