import fc from 'fast-check';
import mustache from 'mustache';
import { describe, expect, it } from 'vitest';
import { Payload } from '../json/payload.ts';
import { InvalidExpression } from './scanner.ts';
import { compileTemplate, isTemplate } from './template.ts';
import { ownMember } from './template/name.ts';

function fill(text: string, values: unknown): string {
  return compileTemplate(text).render((name) => ownMember(values, name));
}

describe('a variable', () => {
  it.each([
    ['{{env.HOST}}/{{ x }}?{{{y}}}&{{x}}&{{&x}}{{& x }}', '<h>/<x>?&<x>&<x><x>'],
    ['{{rest.filter[version.first]}} {{ $top }} {{a\nb}}', 'f t n'],
    ['{{missing}}{{}}', ''],
    ['{{text}} {{number}} {{no}} {{none}} {{list}} {{object}}', '"&\' 0 false  [1,"a"] {"k":{}}'],
  ])('is filled in: %j', (text, expected) => {
    const values = {
      'env.HOST': '<h>',
      x: '<x>',
      'rest.filter[version.first]': 'f',
      $top: 't',
      'a\nb': 'n',
      text: '"&\'',
      number: 0,
      no: false,
      none: null,
      list: [1, 'a'],
      object: { k: {} },
    };
    expect(fill(text, values)).toBe(expected);
  });

  it.each([
    ['{"a":{{x}}}', '{"a":1}'],
    ['{"a":{"b":{{x}}}}', '{"a":{"b":1}}'],
    ['{"a":{{{x}}}}', '{"a":1}'],
    ['{{{x}}:2}', '{1:2}'],
    ['{{x} }} {x} {{ {x} }}', '{{x} }} {x} {{ {x} }}'],
    ['{{> x}}{{>x}}{{=<% %>=}}{{ = | | = }}', '{{> x}}{{>x}}{{=<% %>=}}{{ = | | = }}'],
  ])('takes the braces that are its own: %j', (text, expected) => {
    expect(fill(text, { x: 1 })).toBe(expected);
  });

  it('is read as it is written first, then member by member', () => {
    expect(fill('{{a.b}}', { 'a.b': 'written', a: { b: 'member' } })).toBe('written');
    expect(fill('{{a.b.c}}', { a: { b: { c: 1 } } })).toBe('1');
    expect(fill('{{tools.a.b}}', { 'tools.a': { b: 2 } })).toBe('2');
    expect(fill('{{a.1.b}}', { a: [0, { b: 3 }] })).toBe('3');
    expect(fill('{{a.b.c}}{{a.b.}}{{.a}}{{..}}', { a: { b: null } })).toBe('');
  });

  it('never reads what a prototype has', () => {
    const inherited = '{{a.constructor.name}}{{a.__proto__}}{{a.toString}}{{#a}}{{constructor}}{{/a}}{{s.length}}';
    expect(fill(inherited, { a: { b: 1 }, s: 'text' })).toBe('');
    expect(fill('{{a.__proto__}}', { a: JSON.parse('{"__proto__":"own"}') as unknown })).toBe('own');
  });

  it('is never filled in with what a value refers to', () => {
    expect(fill('{{a}}{{#l}}{{.}}{{/l}}', { a: '{{b}}$&', b: 'no', l: ['{{b}}'] })).toBe('{{b}}$&{{b}}');
  });

  it('takes the value of a payload', () => {
    const body = new Payload(Buffer.from('[ 1 ]'), { list: [1] });
    expect(fill('{{body}} {{body.list}} {{body.bytes}}{{#body}}{{list}}{{/body}}', { body })).toBe(
      '{"list":[1]} [1] [1]',
    );
  });

  it('is written as the place asks for', () => {
    const template = compileTemplate('{{a}}-{{#l}}{{.}}{{/l}}{{missing}}');
    const write = (value: unknown, { name }: { name: { text: string } }): string => `<${name.text} ${typeof value}>`;
    expect(template.render((name) => ({ a: 1, l: ['x'] })[name], write)).toBe(
      '<a number>-<. string><missing undefined>',
    );
  });
});

describe('a section', () => {
  const values = {
    items: [{ id: 1, tags: ['a', 'b'] }, { id: 2 }],
    tags: ['outer'],
    owner: { name: 'n', home: { city: 'c' } },
    yes: true,
    word: 'w',
    zero: 0,
    empty: [],
    blank: '',
    none: null,
  };
  it.each([
    ['{{#items}}{{id}},{{/items}}', '1,2,'],
    ['{{#items}}{{#tags}}{{id}}{{.}} {{/tags}}{{/items}}', '1a 1b 2outer '],
    ['{{#owner}}{{name}} {{home.city}} {{owner.name}} {{word}}{{/owner}}', 'n c n w'],
    ['{{#owner.home}}{{city}}{{name}}{{/owner.home}}', 'c'],
    ['{{#yes}}{{word}}{{/yes}}{{#word}}{{.}}{{#yes}}{{.}}{{/yes}}{{/word}}', 'www'],
    ['{{#zero}}x{{/zero}}{{#empty}}x{{/empty}}{{#blank}}x{{/blank}}{{#none}}x{{/none}}{{#missing}}x{{/missing}}', ''],
    ['{{^zero}}0{{/zero}}{{^empty}}1{{/empty}}{{^blank}}2{{/blank}}{{^missing}}{{word}}{{/missing}}', '012w'],
    ['{{^yes}}x{{/yes}}{{^owner}}x{{/owner}}{{^items}}x{{/items}}', ''],
    ['{{ # yes }}a{{ / yes }}{{ ^ none }}b{{ / none }}', 'ab'],
  ])('%s', (text, expected) => expect(fill(text, values)).toBe(expected));

  it('alone on its lines leaves no lines, nor does a comment', () => {
    const text =
      'a\n  {{#items}}\n- {{id}}\r\n\t{{/items}} \r\n{{! a\n  comment }}\nb {{! not alone }}\n  {{^yes}}\n{{/yes}}';
    expect(fill(text, values)).toBe('a\n- 1\r\n- 2\r\nb \n');
    expect(fill('{{#yes}}\n{{/yes}}\n', values)).toBe('');
    expect(fill('\n{{word}}\n', values)).toBe('\nw\n');
    expect(fill('{{#yes}} {{/yes}}\n', values)).toBe(' \n');
  });

  it.each([
    ['a{{#x}}b', 1],
    ['{{#x}}{{#y}}{{/y}}', 0],
    ['ab{{/x}}', 2],
    ['{{#x}}{{^y}}{{/x}}{{/y}}', 12],
  ])('must be balanced: %s', (text, offset) => {
    expect(() => compileTemplate(text)).toThrow(InvalidExpression);
    expect(() => compileTemplate(text)).toThrow(expect.objectContaining({ offset }));
  });
});

describe('a template', () => {
  it.each([
    ['{{b}}{{a.x}}{{{b}}}{{! c }}{{> p}}', ['b', 'a.x']],
    ['{{#list}}{{id}}{{/list}}{{^list}}{{other}}{{/list}}', ['list', 'other']],
    ['plain', []],
  ])('tells what it refers to: %s', (text, names) => expect(compileTemplate(text).names).toEqual(names));

  it.each([
    ['{{x}}', 'x'],
    ['{{{ x.y }}}', 'x.y'],
    ['{{&x}}', 'x'],
    ['{{x}} ', undefined],
    ['{{x}}{{y}}', undefined],
    ['{{#x}}{{/x}}', undefined],
    ['x', undefined],
    ['', undefined],
  ])('tells whether it is one variable: %j', (text, only) => expect(compileTemplate(text).only).toBe(only));

  it('is told from plain text', () => {
    expect([isTemplate('{{x}}'), isTemplate('{x}'), isTemplate('')]).toEqual([true, false, false]);
  });

  it('of plain text is that text', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => fill(text, {}) === text,
      ),
    );
  });
});

describe('templates agree with mustache', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'a.b', 'b.c', 'c.a', 'missing', 'a.b.c', '.');
  const space = fc.constantFrom('', ' ', '\t', '\n', '\r\n', 'x\n', 'x ', '"}', '\n  ');
  const { parts } = fc.letrec<{ parts: string; part: string }>((tie) => ({
    parts: fc.array(tie('part'), { maxLength: 5 }).map((some) => some.join('')),
    part: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      space,
      name.map((it) => `{{${it}}}`),
      name.map((it) => `{{{ ${it} }}}`),
      name.map((it) => `{{& ${it} }}`),
      fc.constant('{{! a comment }}'),
      fc
        .tuple(fc.constantFrom('#', '^'), name, space, space, tie('parts'))
        .map(
          ([sign, it, before, after, inner]) => `${before}{{${sign}${it}}}${before}${inner}${after}{{/${it}}}${after}`,
        ),
    ),
  }));
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(0, '', 'true'));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.boolean(),
      fc.constant(null),
      fc.array(
        tie('value').filter((it) => it !== null), // mustache.js breaks on these
        { maxLength: 3 },
      ),
      fc.record({ a: tie('value'), b: tie('value'), c: tie('value') }, { requiredKeys: [] }),
    ),
  }));
  const view = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });

  // Two tags with nothing but spaces between them are alone on their line for mustache.js, and are not by Mustache's rule.
  const sharedLine = /^[ \t\r]*(?:\{\{[#^/!][^}]*\}\}[ \t\r]*){2,}$/m;
  const inJson = (written: unknown): string =>
    typeof written === 'string' ? written : written === null || written === undefined ? '' : JSON.stringify(written);

  it('on whatever both can say', () => {
    fc.assert(
      fc.property(parts, view, (text, values) => {
        fc.pre(!sharedLine.test(text));
        const variables = text.replaceAll(/\{\{(?:\{ (\S+) \}|& (\S+) )\}\}/g, '{{$1$2}}'); // it writes these with String()
        // The outermost value is `.` to mustache.js; here a caller's lookup may say what it is.
        const rendered = compileTemplate(text).render((it) => (it === '.' ? values : ownMember(values, it)));
        expect(rendered).toBe(mustache.render(variables, values, {}, { escape: inJson }));
      }),
      { numRuns: 2000 },
    );
  });
});
