import { describe, expect, it } from 'vitest';
import { loadDecoder } from './decoder.ts';
import { anyBytes, anyTextOf, decodesOrRefuses, decodeText, longTexts } from './testing.ts';

const xml = (text: string) => decodeText('xml', text);

describe('XML', () => {
  it('lists the children of a name that repeats, without the name of the root', async () => {
    const answer = `<?xml version="1.0" encoding="UTF-8"?>
      <ships>
        <ship><code>A1</code><name>Gull</name></ship>
        <ship><code>A2</code><name>Tern</name></ship>
      </ships>`;
    expect(await xml(answer)).toEqual({
      ship: [
        { code: 'A1', name: 'Gull' },
        { code: 'A2', name: 'Tern' },
      ],
    });
  });

  it.each([
    ['<a><b>1</b></a>', { b: '1' }],
    ['<a><b>1</b><c>x</c><b>2</b></a>', { b: ['1', '2'], c: 'x' }],
    ['<a b="1"><b>2</b></a>', { b: ['1', '2'] }],
    ['<a id="7">text</a>', { id: '7', '': 'text' }],
    ['<a><b id="7">text</b></a>', { b: { id: '7', '': 'text' } }],
    ['<a id="7"/>', { id: '7' }],
    ['<a>one<b/>two</a>', { b: '', '': ['one', 'two'] }],
    ['<a>\n  <b/>\n</a>', { b: '' }],
    ['<a/>', ''],
    ['<a></a>', ''],
    ['<a> x </a>', ' x '],
    ['<a><n>007</n><t>true</t><e>1e5</e></a>', { n: '007', t: 'true', e: '1e5' }],
    ['<a>x<!-- note -->y<?do it?>z</a>', 'xyz'],
    ['<a><![CDATA[<b>&amp;</b>]]></a>', '<b>&amp;</b>'],
    ['<s:a xmlns:s="urn:s" xmlns="urn:d" s:id="1"><s:b>x</s:b></s:a>', { id: '1', b: 'x' }],
    ['<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><b xsi:nil="true"/></a>', { b: null }],
    ['\u{feff}<a>ü</a>', 'ü'],
  ])('%s', async (answer, value) => {
    expect(await xml(answer)).toEqual(value);
  });

  it('decodes character references and the predefined entities, once', async () => {
    expect(await xml('<a t="&quot;&#65;&apos;">&lt;&amp;lt;&#x1F600;&#228;&gt;</a>')).toEqual({
      t: `"A'`,
      '': '<&lt;😀ä>',
    });
    expect(await xml('<a>&#0;&#xD800;&#x110000;&nbsp;</a>')).toBe('&#0;&#xD800;&#x110000;&nbsp;');
  });

  it('expands nothing that a DTD declares', async () => {
    const answer = '<a b="&x;">&x;</a>';
    expect(await xml(`<!DOCTYPE a [<!ENTITY x "secret">]>${answer}`)).toEqual({ b: '&x;', '': '&x;' });
    expect(await xml(`<!DOCTYPE a PUBLIC "-//X//Y" "http://127.0.0.1:1/a.dtd">${answer}`)).toEqual({
      b: '&x;',
      '': '&x;',
    });
    await expect(xml(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>${answer}`)).rejects.toThrow('not XML');
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])('takes the name %s for a name', async (name) => {
    const values = Object.values((await xml(`<a ${name}="1"><b ${name}="2"/></a>`)) as object);
    expect(values).toHaveLength(2);
    expect(Object.hasOwn((await xml(`<a ${name}="1"/>`)) as object, name)).toBe(true);
    await xml(`<a><${name}><x>polluted</x></${name}></a>`).catch(() => undefined);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it.each(['', 'text', '{"a":1}', '<a>', '<a></b>', '<a/><b/>', '<a b=1/>', '<a>&x</a', '<a>'.repeat(200)])(
    'is not %j',
    async (answer) => {
      await expect(xml(answer)).rejects.toMatchObject({ name: 'UndecodableAnswer' });
    },
  );

  it('is refused with the line where it ends to be XML, and none of its words', async () => {
    await expect(xml('<a>\n  <secret></b>\n</a>')).rejects.toThrow(/^The answer is not XML \(line 2\)\.$/);
  });

  it('is decoded or refused, whatever comes', async () => {
    const decode = await loadDecoder('xml');
    decodesOrRefuses(decode, anyBytes);
    const pieces = [
      '<a>',
      '</a>',
      '<b c="d">',
      '</b>',
      '<e/>',
      'x',
      '&#65;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '__proto__',
    ];
    decodesOrRefuses(decode, anyTextOf(...pieces, '<__proto__>', '</__proto__>', '<!DOCTYPE a [', '<?xml ?>', ' '));
  });

  it.each(longTexts('<a>', '<', '<a ', '<!--', '&lt;', '<a/>'))(
    'takes no time over %j again and again',
    async (_, bytes) => {
      const decode = await loadDecoder('xml');
      expect(() => decode(bytes)).toThrow('The answer');
      expect(() => decode(Buffer.concat([Buffer.from('<r>'), bytes]))).toThrow('The answer');
    },
  );
});
