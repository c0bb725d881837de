import { describe, expect, it } from 'vitest';
import { losesNumbers } from './lost-numbers.ts';

describe('numbers that parsing would change', () => {
  it.each([
    '9007199254740993',
    '-30023997515803312',
    '[-12345678901234567890]',
    '{"a": 1e400}',
    '{"\\"": 12345678901234567}',
  ])('are found in %s', (text) => {
    expect(losesNumbers(text)).toBe(true);
  });

  it.each(['7', '-0', '9007199254740991', '100000000000000000000', '1e22', '3.14159265358979323846', '1e-400'])(
    'are not in %s',
    (text) => {
      expect(losesNumbers(text)).toBe(false);
    },
  );

  it('are not what stands in texts', () => {
    expect(losesNumbers(String.raw`{"9007199254740993": "a \" 12345678901234567890 1e400"}`)).toBe(false);
  });
});
