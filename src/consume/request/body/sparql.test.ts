import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidExpression } from '../../../expression/scanner.ts';
import { hostile, textOf, write } from './testing.ts';
import { compileWrittenBody } from './written-body.ts';

const sparql = (text: string) => ({ kind: 'text', mediaType: 'application/sparql-query', text }) as const;

/** What a quoted literal says (SPARQL 1.1 §19.7). */
function unquote(literal: string): string {
  const said: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return literal.replaceAll(/\\(.)/gs, (_, escape: string) => said[escape] ?? escape);
}

describe('a value in a SPARQL body', () => {
  it('within quotes is escaped', () => {
    expect(write(sparql('ASK { ?s ?p "a {{x}}"@en }'), { x: '"} # \\\n\'' })).toEqual({
      body: 'ASK { ?s ?p "a \\"} # \\\\\\n\\\'"@en }',
      contentType: 'application/sparql-query',
    });
  });

  it('never leaves its quotes', () => {
    const anyText = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: fc.constantFrom('"', "'", '\\', 'u', '0', '\n') }),
    );
    const quotes = fc.constantFrom('"', "'", '"""', "'''");
    fc.assert(
      fc.property(quotes, anyText, (quote, x) => {
        const begin = `# don't "\n SELECT ?a <http://x/#'> "\\"" '"' '''"'' ''' """'" """ ${quote}`;
        const end = `${quote} ?b`;
        const literal = textOf(sparql(`${begin}{{x}}${end}`), { x }).slice(begin.length, -end.length);
        expect(/^(?:[^"'\\\n\r]|\\[tbnrf"'\\])*$/.test(literal)).toBe(true);
        expect(unquote(literal)).toBe(x);
      }),
    );
  });

  it.each([
    ['<http://example.org/a#b>', true],
    ['ex:Thing', true],
    [':local', true],
    ['wd:Q42.a-b', true],
    ['12', true],
    ['-1.5e10', true],
    ['.5', true],
    ['true', true],
    ['', true],
    ['<http://a b>', false],
    ['<a>>', false],
    ['<a> <b>', false],
    ['<a\\u003e>', false],
    ['<a>.', false],
    ['1.', false],
    ['1 2', false],
    ['ex:a.', false],
    ['ex:a;', false],
    ['word', false],
    ['UNION', false],
    ['?x', false],
    ['"text"', false],
    ['} DROP ALL', false],
    ['#', false],
    ['true\n', false],
  ])('outside of quotes must be one token: %j', (x, allowed) => {
    const written = write(sparql('SELECT * { ?s ?p {{x}} . }'), { x });
    if (allowed) expect(written).toMatchObject({ body: `SELECT * { ?s ?p ${x} . }` });
    else expect(written).toMatchObject({ field: 'x', message: expect.stringContaining('cannot stand') as string });
  });

  it.each([
    ['<http://x/{{x}}/y>', 'a/b?c=d#e', 'a> <b'],
    ['<http://x/{{x}}/y>', 'ü', 'a b'],
    ['<{{x}}>', 'urn:a', 'a\\u003e'],
    ['wd:{{x}}', 'Q4-2', 'Q42 .'],
    ['"a"@{{x}}', 'en-GB', 'en;'],
    ['?{{x}}', 'name', 'a-b'],
    ['$v{{x}}', '1', '?y'],
    ['LIMIT {{x}}', 10, [1]],
    ['?x >{{x}}', 1.5, { a: 1 }],
  ])('in %s may be %j and not %j', (text, good, bad) => {
    expect(textOf(sparql(text), { x: good })).toBe(text.replace('{{x}}', String(good)));
    expect(write(sparql(text), { x: bad })).toMatchObject({ field: 'x' });
  });

  it('in a comment is left out', () => {
    expect(textOf(sparql("# {{x}}\nASK {} # it's {{x}}"), { x: '\n} DROP ALL' })).toBe("# \nASK {} # it's ");
  });

  it('may be repeated and left out by sections', () => {
    const text = 'VALUES ?x { {{#ids}}wd:{{.}} {{/ids}} }{{#limit}} LIMIT {{limit}}{{/limit}}';
    expect(textOf(sparql(text), { ids: ['Q1', 'Q2'] })).toBe('VALUES ?x { wd:Q1 wd:Q2  }');
    expect(write(sparql(text), { ids: ['Q1', '} #'] })).toMatchObject({ field: 'ids' });
  });

  it.each([
    ['FILTER(?x<{{x}}) ?y'],
    ['FILTER(?x<{{x}}'],
    ['"\\{{x}}"'],
    ['"\\u00{{x}}"'],
    ["'\\U0000{{x}}'"],
    ['{{#x}}"{{/x}}{{y}}"'],
  ])('must have one place: %s', (text) => {
    expect(() => compileWrittenBody(sparql(text))).toThrow(InvalidExpression);
  });

  it('beside an operator has its own place', () => {
    expect(textOf(sparql('FILTER(?x < {{x}} && ?x <= {{x}} && ?y > "{{x}}")'), { x: 5 })).toBe(
      'FILTER(?x < 5 && ?x <= 5 && ?y > "5")',
    );
    expect(write(sparql('FILTER(?x < {{x}})'), { x: '5)||(1=1' })).toMatchObject({ field: 'x' });
  });
});
