import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { hostile, textOf, write } from './testing.ts';

const form = (fields: Readonly<Record<string, Json>> | string) =>
  ({ kind: 'form', fields: typeof fields === 'string' ? fields : new Map(Object.entries(fields)) }) as const;

describe('a form', () => {
  it('has the fields that have values', () => {
    const fields = {
      a: '{{x}}',
      'b c': 'n={{n}}',
      list: '{{list}}',
      o: '{{o}}',
      no: '{{no}}',
      none: '{{none}}',
      five: 5,
    };
    const values = { x: 'ü &', n: true, list: ['1', null, { k: 2 }], o: { k: 'v' }, none: null };
    expect(write(form(fields), values)).toEqual({
      body: 'a=%C3%BC+%26&b+c=n%3Dtrue&list=1&list=%7B%22k%22%3A2%7D&o=%7B%22k%22%3A%22v%22%7D&five=5',
      contentType: 'application/x-www-form-urlencoded',
    });
    expect(write(form({ no: '{{no}}' }), {})).toMatchObject({ body: '' });
  });

  it('written as data takes lists and objects of the document as well', () => {
    expect(textOf(form({ l: ['{{x}}', 'b', '{{no}}'], o: { k: '{{x}}' } }), { x: 'a' })).toBe(
      'l=a&l=b&o=%7B%22k%22%3A%22a%22%7D',
    );
  });

  it('has names that may be templates, too, and no field without one', () => {
    const fields = { '{{x}}': 'a', 'f[{{n}}]': '{{x}}', '{{no}}': 'b', o: { '{{x}}': 1, '{{no}}': 2 } };
    expect(textOf(form(fields), { x: '&', n: 7 })).toBe('%26=a&f%5B7%5D=%26&o=%7B%22%26%22%3A1%7D');
  });

  it('written as a text has each value encoded in place', () => {
    const text = 'grant_type=x&a={{x}}&b={{no}}{{#l}}&l={{.}}{{/l}}&o={{{o}}}';
    expect(textOf(form(text), { x: '&a=+ü', l: ['1 2', '&'], o: { k: 1 } })).toBe(
      'grant_type=x&a=%26a%3D%2B%C3%BC&b=&l=1+2&l=%26&o=%7B%22k%22%3A1%7D',
    );
  });

  it('holds exactly the values, whatever they are', () => {
    const anyText = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(anyText, fc.array(anyText), (x, list) => {
        const expected = [['x', x], ...list.map((one) => ['l', one])];
        expect([...new URLSearchParams(textOf(form({ x: '{{x}}', l: '{{list}}' }), { x, list }))]).toEqual(expected);
        const text = 'x={{x}}{{#list}}&l={{.}}{{/list}}';
        expect([...new URLSearchParams(textOf(form(text), { x, list }))]).toEqual(expected);
      }),
    );
  });

  it('has no encoding for half a surrogate pair', () => {
    expect(() => write(form({ x: '{{x}}' }), { x: '\ud800' })).toThrow(URIError);
    expect(() => write(form('x={{x}}'), { x: '\ud800' })).toThrow(URIError);
  });
});
