import fc from 'fast-check';
import mustache from 'mustache';
import { describe, expect, it } from 'vitest';
import { normalisedName, placeholders, splitPath } from './placeholders.ts';
import { parseReference } from './reference.ts';
import { compileTemplate, isTemplate } from './template.ts';

describe('templates', () => {
  it('are filled in', () => {
    const template = compileTemplate('{{env.HOST}}/{{ x }}?{{{y}}}&{{x}}');
    expect(template.names).toEqual(['env.HOST', 'x', 'y']);
    expect(template.render((name) => (name === 'y' ? undefined : `<${name}>`))).toBe('<env.HOST>/<x>?&<x>');
  });
  it('never fill in what a value holds', () => {
    expect(compileTemplate('{{a}}').render(() => '{{b}}$&')).toBe('{{b}}$&');
  });
  it('agree with mustache', () => {
    const part = fc.oneof(
      fc.string().filter((text) => !/[{}]/.test(text)),
      fc.constantFrom('{{{a}}}', '{{{ b }}}', '{{{missing}}}'),
    );
    fc.assert(
      fc.property(fc.array(part), fc.string(), fc.string(), (parts, a, b) => {
        const text = parts.join('');
        const values = new Map([
          ['a', a],
          ['b', b],
        ]);
        expect(compileTemplate(text).render((name) => values.get(name))).toBe(mustache.render(text, { a, b }));
      }),
    );
  });
  it('are told from plain text', () => {
    expect([isTemplate('{{x}}'), isTemplate('{x}'), isTemplate('')]).toEqual([true, false, false]);
  });
});

describe('references', () => {
  it.each([
    ['rest.body', { prefix: 'rest', name: 'body' }],
    ['rest.filter[version.first]', { prefix: 'rest', name: 'filter[version.first]' }],
    ['plain', undefined],
    ['.x', undefined],
    ['x.', undefined],
  ])('%s', (text, reference) => expect(parseReference(text)).toEqual(reference));
});

describe('paths', () => {
  it.each<[string, readonly string[]]>([
    ['/a/{b}/c', ['b']],
    ['/a/{b}.{c-d}', ['b', 'c-d']],
    ['/a/{{env.X}}/{y}', ['env.X', 'y']],
    ['/a', []],
    ['', []],
  ])('%s has the placeholders %j', (path, names) => expect(placeholders(path)).toEqual(names));
  it('fall into texts and names', () => {
    expect(splitPath('/a/{b}.json')).toEqual([{ text: '/a/' }, { name: 'b' }, { text: '.json' }]);
  });
  it.each(['{jobid}', 'jobId', 'job-id', 'Job_ID'])('%s is jobId by another name', (name) => {
    expect(normalisedName(name)).toBe('jobid');
  });
});
