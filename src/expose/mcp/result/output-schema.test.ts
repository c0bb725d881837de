import { describe, expect, test } from 'vitest';

import { outputOf } from './output-schema.ts';

const text = { type: 'string' };

describe('what is declared', () => {
  test('a plain object schema is declared as it is', () => {
    const schema = { type: 'object', properties: { a: text }, $defs: { b: text } };
    expect(outputOf(schema).schema).toEqual(schema);
  });

  test.each([
    ['a list', { type: 'array', items: text }],
    ['a reference', { $ref: '#/$defs/book' }],
    ['a union', { type: 'object', oneOf: [text, { type: 'number' }] }],
    ['a value that may be null', { anyOf: [{ type: 'object' }, { type: 'null' }] }],
  ])('%s stands under "result"', (_, result) => {
    expect(outputOf(result).schema).toEqual({ type: 'object', properties: { result } });
  });

  test('shared definitions stay at the root, where references look for them', () => {
    const { schema } = outputOf({ $ref: '#/$defs/book', $defs: { book: { type: 'object' } } });
    expect(schema).toEqual({
      type: 'object',
      properties: { result: { $ref: '#/$defs/book' } },
      $defs: { book: { type: 'object' } },
    });
  });
});

describe('where a value is put', () => {
  const open = outputOf({ type: 'object', properties: { title: text } });

  test.each([
    ['one that fits', open, { title: 'Emma', more: 1 }, undefined],
    ['one that does not', open, { title: 1 }, 'result'],
    ['one that is no object', open, ['Emma'], 'result'],
    ['a list where one is declared', outputOf({ type: 'array', items: text }), ['Emma'], 'result'],
    ['something else where a list is declared', outputOf({ type: 'array', items: text }), { title: 'Emma' }, 'answer'],
    ['one that fits nowhere', outputOf({ type: 'object', required: ['title'] }), {}, undefined],
  ])('%s', (_, output, value, place) => expect(output.place(value)).toBe(place));

  test('the spare place is one of which the schema says nothing', () => {
    expect(outputOf({ type: 'object', properties: { result: text, answer: text } }).place(1)).toBe('value');
  });
});
