import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidExpression } from '../../../expression/scanner.ts';
import type { Json } from '../../../json/json.ts';
import { Payload } from '../../../json/payload.ts';
import { hostile, textOf, write } from './testing.ts';
import { compileWrittenBody } from './written-body.ts';

function filled(data: Json, values: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(textOf({ kind: 'json', data }, values));
}

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', '\udc00x', '\u2028', ...hostile));
const anyJson = fc
  .oneof(fc.jsonValue(), anyText, fc.dictionary(fc.constantFrom('__proto__', 'toJSON', 'a'), anyText))
  .map((value) => JSON.parse(JSON.stringify(value)) as Json); // -0 is 0 in JSON

describe('JSON written as data', () => {
  it('takes values with their own types, and nothing where there is none', () => {
    const data = { list: '{{list}}', n: '{{n}}', no: '{{no}}', none: '{{none}}', items: ['{{n}}', '{{no}}', 'x'] };
    const values = { list: [1, { a: 'b' }], n: 0, none: null };
    expect(write({ kind: 'json', data }, values)).toEqual({
      body: '{"list":[1,{"a":"b"}],"n":0,"none":null,"items":[0,"x"]}',
      contentType: 'application/json',
    });
  });

  it('fills in names, and leaves constants as they are written', () => {
    const data = JSON.parse('{"{{x}}":1.50,"__proto__":{"a":"{{x}}"},"c":[null,true,"{x}"],"e":{}}') as Json;
    expect(textOf({ kind: 'json', data }, { x: 'v' })).toBe(
      '{"v":1.5,"__proto__":{"a":"v"},"c":[null,true,"{x}"],"e":{}}',
    );
    expect([filled(7, {}), filled(null, {}), filled([], {})]).toEqual([7, null, []]);
  });

  it('makes texts of templates with more in them', () => {
    const data = { a: 'n={{n}} {{o}}{{no}}', b: '{{#list}}<{{.}}>{{/list}}', c: ' {{n}}', d: '{{o.k}}' };
    expect(filled(data, { n: 1, o: { k: [2] }, list: ['x', 'y'] })).toEqual({
      a: 'n=1 {"k":[2]}',
      b: '<x><y>',
      c: ' 1',
      d: [2],
    });
  });

  it('takes the value of a payload', () => {
    const body = new Payload(Buffer.from('{ "a" : 1 }'), { a: 1 });
    expect(filled({ all: '{{body}}', one: '{{body.a}}' }, { body })).toEqual({ all: { a: 1 }, one: 1 });
  });

  it('holds exactly the values, whatever they are', () => {
    fc.assert(
      fc.property(anyJson, anyText, (value, text) => {
        const data = { value: '{{value}}', deep: [{ value: '{{{value}}}' }], text: '<{{text}}>' };
        expect(filled(data, { value, text })).toEqual({ value, deep: [{ value }], text: `<${text}>` });
      }),
    );
  });
});

describe('JSON written as text', () => {
  it('takes text within strings and JSON elsewhere', () => {
    const text = '{"a":"<{{s}}> {{n}} {{o}}","s":{{s}},"n":{{n}},"o":{{{o}}},"no":{{no}},"t":"{{no}}"}\n';
    expect(write({ kind: 'json', data: text }, { s: '"q"\n', n: 1.5, o: { k: [''] } })).toEqual({
      body: '{"a":"<\\"q\\"\\n> 1.5 {\\"k\\":[\\"\\"]}","s":"\\"q\\"\\n","n":1.5,"o":{"k":[""]},"no":null,"t":""}\n',
      contentType: 'application/json',
    });
  });

  it('may consist of one variable', () => {
    const body = new Payload(Buffer.from('[ 1 ]'), [1]);
    expect(textOf({ kind: 'json', data: '{{body}}' }, { body })).toBe('[1]');
  });

  it.each<[string, unknown]>([
    ['{"tags":[{{#tags}}"{{.}}",{{/tags}}"last"]}', { tags: ['a"', 'b', 'last'] }],
    ['{"n":1{{#n}},"sent":{{n}}{{/n}}{{^no}},"no":[]{{/no}}}', { n: 1, sent: 2, no: [] }],
    ['{"t":"{{#tags}}{{.}};{{/tags}}"}', { t: 'a";b;' }],
    ['{"a\\\\":"{{s}}","b\\"":"{{s}}","\\u0022":{{s}}}', { 'a\\': 's', 'b"': 's', '"': 's' }],
  ])('has sections and escapes: %s', (text, expected) => {
    expect(filled(text, { tags: ['a"', 'b'], n: 2, s: 's' })).toEqual(expected);
  });

  it('keeps the digits of numbers the document writes', () => {
    expect(textOf({ kind: 'json', data: '{"n":12345678901234567890,"x":{{x}}}' }, { x: 1 })).toBe(
      '{"n":12345678901234567890,"x":1}',
    );
  });

  it('holds exactly the values, whatever they are', () => {
    const text =
      '{"in":"{{text}}","two":"a{{text}}{{text}}\\\\","out":{{value}},"list":[{{value}},{"k":{{{text}}}}],' +
      '"each":[{{#list}}{"v":{{.}},"t":"{{text}}"},{{/list}}0],{{text}}:1,"":{{value}}}';
    fc.assert(
      fc.property(anyJson, anyText, fc.array(anyText), (value, text_, list) => {
        const written = textOf({ kind: 'json', data: text }, { text: text_, value, list });
        const each = list.map((v) => ({ v, t: text_ }));
        const expected = [
          ['in', text_],
          ['two', `a${text_}${text_}\\`],
          ['out', value],
          ['list', [value, { k: text_ }]],
          ['each', [...each, 0]],
          [text_, 1],
          ['', value],
        ] as const;
        expect(JSON.parse(written)).toEqual(Object.fromEntries(expected));
      }),
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['{"a":{{x}}', { x: 1 }],
    ['{"a":1{{x}}}', { x: 2 }],
    ['[{{x}}{{x}}]', { x: 1 }],
    ['[{{#l}}{{.}}{{/l}}]', { l: [1, 2] }],
    ['{ {{x}}: 1 }', { x: 3 }],
    ['{"a":"{{x}}}', { x: '"' }],
  ])('that is no JSON in the end is said to be none: %s', (text, values) => {
    expect(write({ kind: 'json', data: text }, values)).toEqual({
      field: 'body',
      message: expect.stringContaining('is not JSON') as string,
    });
  });

  it.each([
    ['{"a":"\\{{x}}"}', 7],
    ['{"a":"\\u00{{x}}"}', 10],
    ['[{{#x}}"{{/x}}{{y}}"]', 1],
    ['{"a":"{{^x}}",{{/x}}}', 6],
    ['{{#x}}', 0],
  ])('that leaves open where a value would go is refused at once: %s', (data, offset) => {
    const compile = (): unknown => compileWrittenBody({ kind: 'json', data });
    expect(compile).toThrow(InvalidExpression);
    expect(compile).toThrow(expect.objectContaining({ offset }));
  });
});
