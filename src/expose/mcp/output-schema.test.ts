import { expect, test } from 'vitest';

import { outputOf } from './output-schema.ts';

test('a plain object schema is declared as it is', () => {
  const schema = { type: 'object', properties: { a: {} }, $defs: { b: {} } };
  expect(outputOf(schema)).toEqual({ schema, wrap: 'non-objects' });
});

test.each([
  ['a list', { type: 'array' }],
  ['a reference', { $ref: '#/$defs/book' }],
  ['a union', { type: 'object', oneOf: [{}, {}] }],
  ['a value that may be null', { type: ['object', 'null'] }],
  ['a value of any type', {}],
])('%s stands under "result"', (_, result) => {
  expect(outputOf(result)).toEqual({
    schema: { type: 'object', properties: { result }, required: ['result'] },
    wrap: 'always',
  });
});

test('shared definitions stay at the root, where references look for them', () => {
  const { schema } = outputOf({ $ref: '#/$defs/book', $defs: { book: { type: 'object' } } });
  expect(schema).toEqual({
    type: 'object',
    properties: { result: { $ref: '#/$defs/book' } },
    required: ['result'],
    $defs: { book: { type: 'object' } },
  });
});
