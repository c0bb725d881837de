import { describe, expect, it } from 'vitest';
import { loadDecoder } from './decoder.ts';
import { anyBytes, anyTextOf, decodesOrRefuses, decodeText, longTexts } from './testing.ts';

const markdown = (text: string, filter?: string) => decodeText('markdown', text, filter);

describe('Markdown', () => {
  it('is its front matter, its tables and its sections', async () => {
    const answer = `---
title: Harbour log
pages: 2
tags: [sea, wind]
---

# Harbour

All **calm**, see [the map](https://maps.example).

## Ships

| Name | Length |
|------|-------:|
| Gull | 12 |
| Tern | 8  |

Both are here.
`;
    expect(await markdown(answer)).toEqual({
      frontMatter: { title: 'Harbour log', pages: 2, tags: ['sea', 'wind'] },
      tables: [
        [
          { Name: 'Gull', Length: '12' },
          { Name: 'Tern', Length: '8' },
        ],
      ],
      sections: [
        { heading: 'Harbour', level: 1, content: 'All calm, see the map.' },
        { heading: 'Ships', level: 2, content: 'Both are here.' },
      ],
    });
  });

  it('has empty parts when there is nothing', async () => {
    const nothing = { frontMatter: {}, tables: [], sections: [] };
    expect(await markdown('')).toEqual(nothing);
    expect(await markdown('only text')).toEqual(nothing);
    expect(await markdown('---\n---\ntext')).toEqual(nothing);
    expect(await markdown('---\n- no mapping\n\n---\ntext')).toEqual(nothing);
    expect(await markdown('---\nbroken: [\n\n---\ntext')).toEqual(nothing);
  });

  it.each([
    ['API', ['API use', 'API limits']],
    ['API use', ['API use']],
    ['## API', ['API limits']],
    ['##', ['API limits', 'Other']],
    ['', ['API use', 'API limits', 'Other']],
    ['api', []],
  ])('gives only the sections whose heading begins with %j', async (filter, headings) => {
    const answer = '# API use\na\n\n## API limits\nb\n\n## Other\nc\n';
    expect(await markdown(answer, filter)).toMatchObject({ sections: headings.map((heading) => ({ heading })) });
  });

  it('gives all tables, whichever section is asked for', async () => {
    expect(await markdown('# A\n|x|\n|-|\n|1|\n# B\n', 'B')).toMatchObject({ tables: [[{ x: '1' }]] });
  });

  it.each([
    ['# A #', { heading: 'A', level: 1 }],
    ['###### A', { heading: 'A', level: 6 }],
    ['A\n===', { heading: 'A', level: 1 }],
    ['A *b*\nc\n---', { heading: 'A b c', level: 2 }],
    ['  ## `A`  ', { heading: 'A', level: 2 }],
    ['#', { heading: '', level: 1 }],
  ])('reads the heading %j', async (answer, section) => {
    expect(await markdown(`${answer}\ntext`)).toMatchObject({ sections: [{ ...section, content: 'text' }] });
  });

  it.each(['#A', '####### A', '```\n# A\n```', '~~~\n# A', '    # A', '- a\n---', '\\# A'])(
    'takes %j for no heading',
    async (answer) => {
      expect(await markdown(answer)).toMatchObject({ sections: [] });
    },
  );

  it.each([
    ['one\ntwo', 'one two'],
    ['one  \ntwo\\\nthree', 'one\ntwo\nthree'],
    ['one\n\ntwo', 'one\ntwo'],
    ['- one\n- two\n  more\n1. three', 'one\ntwo more\nthree'],
    ['> quoted\n> text', 'quoted text'],
    ['*a* _b_ **c** __d__ ***e*** **f *g* h**', 'a b c d e f g h'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['`a*b*c` and ``d`` **`e`**', 'a*b*c and d e'],
    [String.raw`\*a\* \[b\]`, '*a* [b]'],
    ['[a](/x "t") ![b](/y) [![c](/z)](/w) [d][e] <https://f.example>', 'a b c d https://f.example'],
    ['[a *b*](/x_(y))', 'a b'],
    ['a<br>b <!-- c -->d &amp; &lt;e&gt;', 'ab d & <e>'],
    ['text\n\n[e]: https://example.com', 'text'],
    ['```js\nlet a = *b*;\n\n# c\n```\nafter', 'let a = *b*;\n\n# c\nafter'],
    ['a\n\n---\n\n* * *\n\nb', 'a\nb'],
  ])('reads the text %j', async (text, content) => {
    expect(await markdown(`# H\n${text}\n`)).toEqual({
      frontMatter: {},
      tables: [],
      sections: [{ heading: 'H', level: 1, content }],
    });
  });

  it.each([
    ['a | b\n-|-\n1 | 2', [[{ a: '1', b: '2' }]]],
    ['| a |\n|:-:|\n| 1 |\n\n| b |\n|---|', [[{ a: '1' }], []]],
    [
      '| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |',
      [
        [
          { a: '1', b: '' },
          { a: '1', b: '2' },
        ],
      ],
    ],
    ['| a |\n|---|\n| **x** [y](/z) |', [[{ a: 'x y' }]]],
    [String.raw`| a |` + '\n|---|\n' + String.raw`| x \| y |`, [[{ a: 'x | y' }]]],
    ['text\n| a |\n|---|\n| 1 |\n# H', [[{ a: '1' }]]],
    ['| a | b |\n|---|\n| 1 | 2 |', []],
    ['| a |\n| 1 |', []],
    ['|  |\n|---|\n| 1 |', []],
    ['```\n| a |\n|---|\n```', []],
    ['| `__proto__` |\n|---|\n| 1 |', [[JSON.parse('{"__proto__":"1"}') as object]]],
  ])('reads the tables of %j', async (answer, tables) => {
    expect(await markdown(answer)).toMatchObject({ tables });
    expect(await markdown(answer.replaceAll('\n', '\r\n'))).toMatchObject({ tables });
  });

  it('is decoded, whatever comes', async () => {
    const decode = await loadDecoder('markdown');
    decodesOrRefuses(decode, anyBytes);
    decodesOrRefuses(
      decode,
      anyTextOf('# ', '\n', '|', '-', '`', '*', '_', '[', ']', '(', ')', '> ', '<', 'a', ' ', '---\n', '\\'),
    );
  });

  const hostile = [
    '>',
    '*',
    '[',
    '`',
    'a*',
    '**a',
    '![',
    '[a](',
    '<',
    '<a ',
    '|',
    'a|b\n-|-\n',
    '# ',
    '\\',
    '`a``',
    '1. ',
    '> - ',
    'a_',
  ];
  const more = [
    ' ',
    '*a_',
    '**_',
    '[a]: b\n',
    '<!--',
    '> a\nb\n',
    '- a\n',
    '[a](()',
    '&',
    '---\n',
    '``` ',
    '~~~\n',
    '_ ',
    '# #',
    '"',
  ];
  it.each(longTexts(...hostile, ...more))('takes no time over %j again and again', async (_, bytes) => {
    const decode = await loadDecoder('markdown');
    const start = performance.now();
    decode(bytes);
    decode(Buffer.concat([Buffer.from('# a '), bytes, Buffer.from('x')]));
    decode(Buffer.from(bytes.toString().replaceAll('\n', ' ')));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
