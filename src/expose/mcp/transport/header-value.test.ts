import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';

import { decodeHeaderValue } from './header-value.ts';

test('any text comes back from its encoded form', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      expect(decodeHeaderValue(`=?base64?${Buffer.from(text).toString('base64')}?=`)).toBe(text);
    }),
  );
});

test.each(['plain', '', 'SGVsbG8=', '=?base64?SGVsbG8=', 'SGVsbG8=?=', '=?BASE64?SGVsbG8=?='])(
  'what is not marked as encoded stands for itself: %j',
  (value) => expect(decodeHeaderValue(value)).toBe(value),
);

test.each([
  ['padding is missing', '=?base64?SGVsbG8?='],
  ['there are other characters', '=?base64?SGVs!!!bG8=?='],
  ['it is the alphabet of URLs', '=?base64?-_-_?='],
  ['the bytes are no UTF-8', '=?base64?/w==?='],
])('refused when %s', (_, value) => expect(decodeHeaderValue(value)).toBeNull());
