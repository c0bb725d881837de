import { describe, expect, it } from 'vitest';
import { Payload } from '../../../json/payload.ts';
import { compileParameterBody } from './parameter-body.ts';

function compileBody(names: readonly string[], fallback: string | null) {
  const build =
    names.length === 1 ? compileParameterBody(names, [], fallback) : compileParameterBody([], names, fallback);
  return (values: Readonly<Record<string, unknown>>) => build(values)?.body ?? null;
}

describe('a body', () => {
  it('is not there when no parameter goes into it', () => {
    expect(compileBody([], '{}')({ body: 'x' })).toBeNull();
  });

  it.each([
    [{ a: ['ü', 1] }, '{"a":["ü",1]}'],
    ['text', '"text"'],
    [null, 'null'],
    [0, '0'],
    ['\ud800', '"\\ud800"'],
    ['a\n"b"', '"a\\n\\"b\\""'],
  ])('of one parameter is its value: %j', (value, text) => {
    expect(compileBody(['body'], null)({ body: value })).toBe(text);
  });

  it('that arrived as bytes leaves as the same bytes', () => {
    const bytes = Buffer.from('{ "big" : 12345678901234567890 }\n');
    expect(compileBody(['body'], null)({ body: new Payload(bytes, { big: 1 }) })).toBe(bytes);
  });

  it.each([[null], ['{}']])('falls back on %j when nothing is given', (fallback) => {
    expect(compileBody(['body'], fallback)({})).toBe(fallback);
    expect(compileBody(['a', 'b'], fallback)({})).toBe(fallback);
  });

  it('of several parameters is an object of those that have a value', () => {
    const build = compileBody(['name', 'tags', '$ref', '__proto__', 'none'], null);
    const values = { name: 'n', tags: new Payload(Buffer.from('[1]'), [1]), $ref: null, ['__proto__']: 'p' };
    expect(build(values)).toBe('{"name":"n","tags":[1],"$ref":null,"__proto__":"p"}');
  });
});
