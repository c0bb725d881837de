import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Payload } from '../../../json/payload.ts';
import { hostile, textOf, write } from './testing.ts';

describe('a text body', () => {
  it.each([
    ['text/plain', 'text/plain; charset=utf-8'],
    ['text/plain;charset=latin1', 'text/plain;charset=latin1'],
    ['application/graphql', 'application/graphql'],
    ['text/xml', 'text/xml; charset=utf-8'],
    ['application/soap+xml', 'application/soap+xml'],
  ])('of %s is sent as %s', (mediaType, contentType) => {
    expect(write({ kind: 'text', mediaType, text: 'a {{x}}' }, { x: 1 })).toEqual({ body: 'a 1', contentType });
  });

  it.each(hostile)('takes values as they are: %j', (x) => {
    expect(textOf({ kind: 'text', mediaType: 'text/plain', text: '<{{x}}>{{{x}}}{{no}}' }, { x })).toBe(`<${x}>${x}`);
  });

  it('takes lists, objects and payloads as JSON', () => {
    const values = { list: [1], body: new Payload(Buffer.from('{ }'), {}) };
    expect(textOf({ kind: 'text', mediaType: 'text/plain', text: '{{list}}{{body}}' }, values)).toBe('[1]{}');
  });
});

describe('an XML body', () => {
  const xml = (text: string) => ({ kind: 'text', mediaType: 'application/xml', text }) as const;
  const parse = (text: string): unknown =>
    new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      trimValues: false,
      htmlEntities: true,
    }).parse(text);

  it('escapes values', () => {
    expect(textOf(xml('<a b="{{x}}" c=\'{{x}}\'>{{{x}}}{{&x}}{{n}}{{no}}</a>'), { x: '<&">\'', n: 1 })).toBe(
      '<a b="&lt;&amp;&quot;&gt;&apos;" c=\'&lt;&amp;&quot;&gt;&apos;\'>&lt;&amp;&quot;&gt;&apos;&lt;&amp;&quot;&gt;&apos;1</a>',
    );
    expect(textOf(xml('<a b="{{x}}"/>'), { x: 'a\r\n\tb' })).toBe('<a b="a&#13;&#10;&#9;b"/>');
  });

  it.each(['text/xml', 'application/soap+xml', 'application/xml; charset=utf-8'])('may be called %s', (mediaType) => {
    expect(textOf({ kind: 'text', mediaType, text: '<a>{{x}}</a>' }, { x: '<' })).toBe('<a>&lt;</a>');
  });

  it('leaves a CDATA section for a value', () => {
    const text = '<a><![CDATA[1 < {{x}}]]></a><b>{{x}}</b><![CDATA[{{#l}}{{.}}{{/l}}>]]>{{x}}';
    expect(textOf(xml(text), { x: ']]>&', l: [']', ']'] })).toBe(
      '<a><![CDATA[1 < ]]>]]&gt;&amp;<![CDATA[]]></a><b>]]&gt;&amp;</b>' +
        '<![CDATA[]]>]<![CDATA[]]>]<![CDATA[>]]>]]&gt;&amp;',
    );
  });

  it('holds exactly the values, whatever they are', () => {
    const sayable = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('<', '&', ']', '>', '"', "'", '-', '!', 'a', '\n', '#', ';') }),
    );
    fc.assert(
      fc.property(sayable, (x) => {
        fc.pre(x !== '' && !/[\u007f-\u00ff]/.test(x));
        // A value beside another text: the parser leaves an element of nothing but white space out.
        const parsed = parse(textOf(xml('<r><a b="={{x}}"/><c>={{x}}=</c></r>'), { x }));
        expect(parsed).toEqual({ r: { a: { '@b': `=${x}` }, c: `=${x}=` } });
      }),
    );
  });

  it('has no encoding for half a character', () => {
    expect(() => write({ kind: 'text', mediaType: 'text/plain', text: '{{x}}' }, { x: 'a\ud800' })).toThrow(URIError);
    expect(() => write({ kind: 'form', fields: new Map([['a', '{{x}}']]) }, { x: '\udc00' })).toThrow(URIError);
    const part = { name: 'a', value: '{{x}}', filename: undefined, contentType: undefined };
    expect(() => write({ kind: 'multipart', parts: [part] }, { x: '\udc00' })).toThrow(URIError);
  });

  it.each(['\0', 'a\u0008', '\u001f', '\ufffe', '\ud800', 'x\udc00'])('refuses what XML cannot hold: %j', (x) => {
    const problem = write(xml('<a>{{ok}}{{x}}</a>'), { ok: '\u007f\t', x });
    expect(problem).toEqual({ field: 'x', message: 'has characters that XML cannot hold' });
  });
});
