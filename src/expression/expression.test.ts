import { describe, expect, it } from 'vitest';
import { normalisedName, placeholders, splitPath } from './placeholders.ts';
import { parseReference } from './reference.ts';

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
