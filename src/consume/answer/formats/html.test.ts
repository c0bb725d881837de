import { describe, expect, it } from 'vitest';
import { loadDecoder } from './decoder.ts';
import { anyBytes, anyTextOf, decodesOrRefuses, decodeText, longTexts } from './testing.ts';

const html = (text: string, selector?: string) => decodeText('html', text, selector);

const stock = '<table class="stock"><tr><th>Name</th><th>Left</th></tr><tr><td>Nut</td><td>3</td></tr></table>';
const staff = '<table><tr><th>Who</th></tr><tr><td>Ada</td></tr></table>';

describe('HTML', () => {
  it('is its tables, each a list of objects of texts named by the header cells', async () => {
    const page = `<!doctype html><html><body><h1>Shop</h1>
      <table>
        <thead><tr><th>Name</th><th>Price</th></tr></thead>
        <tbody>
          <tr><td>Bolt</td><td>$4</td></tr>
          <tr><td>Nut</td><td>$1</td></tr>
        </tbody>
        <tfoot><tr><td>Sum</td><td>$5</td></tr></tfoot>
      </table>
      ${staff}</body></html>`;
    expect(await html(page)).toEqual({
      tables: [
        [
          { Name: 'Bolt', Price: '$4' },
          { Name: 'Nut', Price: '$1' },
        ],
        [{ Who: 'Ada' }],
      ],
    });
  });

  it.each([
    ['table.stock', `${staff}${stock}`],
    ['.stock', `${staff}${stock}`],
    ['#shop', `${staff}<div id="shop"><div>${stock}</div></div>`],
    ['div', `${staff}<div><div>${stock}</div></div>`],
    ['div > div > table', `${staff}<div><div>${stock}</div></div>`],
    ['section:nth-child(2)', `<section>${staff}</section><section>${stock}</section>`],
  ])('gives only the tables that `%s` selects, or that are within what it selects', async (selector, page) => {
    expect(await html(page, selector)).toEqual({ tables: [[{ Name: 'Nut', Left: '3' }]] });
  });

  it('has no tables when nothing is selected, or no table has headers', async () => {
    expect(await html(stock, 'table.other')).toEqual({ tables: [] });
    expect(await html('<table><tr><td>1</td></tr></table>')).toEqual({ tables: [] });
    expect(await html('<table><tr><th> </th></tr><tr><td>1</td></tr></table>')).toEqual({ tables: [] });
    expect(await html('<p>text</p>')).toEqual({ tables: [] });
    expect(await html('')).toEqual({ tables: [] });
  });

  const inTable = (rows: string) => `<table><tr><th>A<th>B</tr>${rows}</table>`;

  it.each([
    [
      'entities and white space',
      '<tr><td>&lt;a&gt; &amp;\n  b&nbsp;</td><td>&#228;</td></tr>',
      { A: '<a> & b', B: 'ä' },
    ],
    [
      'markup',
      '<tr><td><a href="/x"><b>x</b></a> y</td><td><p>one</p><p>two</p></td></tr>',
      { A: 'x y', B: 'one two' },
    ],
    ['unclosed markup', '<tr><td><b>x</td><td><font color=red>y</td></tr>', { A: 'x', B: 'y' }],
    ['no end tags', '<tr><td>x<td>y', { A: 'x', B: 'y' }],
    ['comments', '<tr><!-- <td>no</td> --><td>x</td><td>y<!-- z --></td></tr>', { A: 'x', B: 'y' }],
    ['capital names', '<TR><TD>x</TD><TD>y</TD></TR>', { A: 'x', B: 'y' }],
    ['too few cells', '<tr><td>x</td></tr>', { A: 'x', B: '' }],
    ['too many cells', '<tr><td>x</td><td>y</td><td>z</td></tr>', { A: 'x', B: 'y' }],
    ['no cells in a row', '<tr></tr><tr><td>x</td><td>y</td></tr>', { A: 'x', B: 'y' }],
    ['header cells in a row', '<tr><th>g</th><td>1</td></tr><tr><td>x</td><td>y</td></tr>', { A: 'x', B: 'y' }],
    ['a table in a cell', `<tr><td>x</td><td>${staff}</td></tr>`, { A: 'x', B: 'Who Ada' }],
  ])('may have %s', async (_, rows, record) => {
    expect(await html(inTable(rows))).toMatchObject({ tables: { 0: [record] } });
  });

  it('takes `__proto__` for a name', async () => {
    const page = '<table><tr><th>__proto__</th></tr><tr><td>x</td></tr></table>';
    expect(JSON.stringify(await html(page))).toBe('{"tables":[[{"__proto__":"x"}]]}');
  });

  it('needs a selector that is one', async () => {
    await expect(loadDecoder('html', 'table[')).rejects.toMatchObject({ name: 'UnusableSchema' });
    await expect(loadDecoder('html', ':nonsense(x)')).rejects.toMatchObject({ name: 'UnusableSchema' });
  });

  it('is refused when tables nest without measure, whatever a script says of it', async () => {
    const nest = (depth: number, between = '') => `<table><tr><th>a</th></tr><tr><td>${between}`.repeat(depth);
    expect(await html(nest(20))).toMatchObject({ tables: { length: 20 } });
    await expect(html(nest(21))).rejects.toThrow('nests tables more than 20 deep');
    await expect(html(nest(21, '<script></table></script>'))).rejects.toThrow('nests tables more than 20 deep');
  });

  it('is decoded or refused, whatever comes', async () => {
    const decode = await loadDecoder('html', 'div table, table.x');
    decodesOrRefuses(decode, anyBytes);
    const pieces = [
      '<table>',
      '</table>',
      '<tr>',
      '</tr>',
      '<th>',
      '</th>',
      '<td>',
      '</td>',
      '<thead>',
      '<tbody>',
      '<div>',
    ];
    decodesOrRefuses(
      decode,
      anyTextOf(...pieces, 'a', '&lt;', '<!--', '-->', '<', '<script>', '<table class=x>', '__proto__'),
    );
  });

  const hostile = [
    '<table>',
    '<td>',
    '<a>',
    '</a><b>',
    '<!--',
    '<![CDATA[',
    '<a x="',
    '<tr><td>',
    '<b ',
    '&lt;',
    '<table><tr><td>',
  ];
  it.each(longTexts(...hostile))('takes no time over %j again and again', async (_, bytes) => {
    const decode = await loadDecoder('html');
    const start = performance.now();
    try {
      expect(decode(bytes)).toEqual({ tables: [] });
    } catch (error) {
      expect(error).toMatchObject({ name: 'UndecodableAnswer' });
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
