import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../json/schema.ts';
import { compileCoercion } from './coerce.ts';

describe('a text becomes what its schema says', () => {
  it.each<[JsonSchema, string | readonly string[], unknown]>([
    [{ type: 'integer' }, '5', 5],
    [{ type: 'number' }, '-1.5e3', -1500],
    [{ type: 'boolean' }, 'true', true],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'string' }, '5', '5'],
    [{}, '5', '5'],
    [{ type: 'object' }, '{"a":[1]}', { a: [1] }],
    [{ type: ['integer', 'null'] }, '5', 5],
    [{ type: ['null', 'boolean'] }, 'true', true],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, '5', 5],
    [{ type: 'array', items: { type: 'integer' } }, '5', [5]],
    [{ type: 'array', items: { type: 'integer' } }, ['5', '6'], [5, 6]],
    [{ type: 'array' }, ['a', 'b'], ['a', 'b']],
    [{ type: 'array', items: { type: 'object' } }, '{"a":1}', [{ a: 1 }]],
  ])('%j of %j', (schema, text, value) => {
    expect(compileCoercion(schema)(text)).toEqual(value);
  });

  it.each<[JsonSchema, string | readonly string[]]>([
    [{ type: 'integer' }, ''],
    [{ type: 'integer' }, ' 5'],
    [{ type: 'integer' }, '0x10'],
    [{ type: 'integer' }, '12345678901234567890'],
    [{ type: 'number' }, '1,5'],
    [{ type: 'number' }, 'NaN'],
    [{ type: 'number' }, 'Infinity'],
    [{ type: 'boolean' }, 'TRUE'],
    [{ type: 'boolean' }, '1'],
    [{ type: 'object' }, '{"a":'],
    [{ type: 'integer' }, ['1', '2']],
  ])('%j leaves %j, for the validation to speak of', (schema, text) => {
    expect(compileCoercion(schema)(text)).toBe(text);
  });
});
