import { describe, expect, it } from 'vitest';
import { InvalidExpression } from './scanner.ts';
import { compileUriTemplate } from './uri-template.ts';

describe('compileUriTemplate', () => {
  it.each<[string, string, object | undefined]>([
    ['data://users/{id}/profile', 'data://users/42/profile', { id: '42' }],
    ['data://users/{{id}}', 'data://users/42', { id: '42' }],
    ['a:{from}-{to}.json', 'a:x-y-z.json', { from: 'x', to: 'y-z' }],
    ['a:{one}/{two}', 'a:1/2', { one: '1', two: '2' }],
    ['a:{one}/{two}', 'a:1/2/3', undefined],
    ['a:{x}', 'a:', undefined],
    ['a:{x}', 'a:..%2F..%2Fetc', { x: '../../etc' }],
    ['a:{x}', 'a:%252e', { x: '%2e' }],
    ['a:{x}', 'a:%C3%A9%20', { x: 'é ' }],
    ['a:{x}', 'a:%', undefined],
    ['a:{x}', 'a:%E9', undefined],
    ['a:{x}', 'a:1?y=2', undefined],
    ['a:{x}', 'A:1', undefined],
    ['a:{x}end', 'a:end', undefined],
    ['a:{x}end', 'a:endend', { x: 'end' }],
    ['a:{__proto__}', 'a:1', Object.fromEntries([['__proto__', '1']])],
    ['a:b', 'a:b', {}],
    ['a:b', 'a:bc', undefined],
  ])('%s matches %s', (template, uri, values) => {
    expect(compileUriTemplate(template).match(uri)).toEqual(values);
  });

  it('gives the template as clients know it, and the names in it', () => {
    const { text, names } = compileUriTemplate('a:{{ x }}/{y.z}');
    expect([text, names]).toEqual(['a:{x}/{y.z}', ['x', 'y.z']]);
  });

  it.each(['a:{+path}', 'a:{?q}', 'a:{x*}', 'a:{x:3}', 'a:{x,y}', 'a:{x}{y}', 'a:{x}/{x}', 'a:{x', 'a:x}'])(
    'takes no %s',
    (template) => {
      expect(() => compileUriTemplate(template)).toThrow(InvalidExpression);
    },
  );
});
