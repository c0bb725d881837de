import { describe, expect, it } from 'vitest';
import { parseExact } from './parse-exact.ts';

describe('numbers', () => {
  it.each<[string, unknown]>([
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['-12345678901234567890', '-12345678901234567890'],
    ['[1, 12345678901234567890, {"a": 1}]', [1, '12345678901234567890', { a: 1 }]],
    ['{"1234567890123456789": "12345678901234567890 \\" 12345678901234567890"}', undefined],
    ['1.2345678901234567890', undefined],
    ['12345678901234567890.5', undefined],
    ['1234567890123456789e2', undefined],
  ])('of %s keep their digits', (text, expected) => {
    expect(parseExact(text)).toEqual(expected ?? JSON.parse(text));
  });

  it('are no reason to take what is not JSON', () => {
    expect(() => parseExact('[12345678901234567890')).toThrow(SyntaxError);
  });
});
