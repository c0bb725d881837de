import { expect, it } from 'vitest';
import { withSoundSchemas } from './sound-schemas.ts';

it('leaves out what no schema can hold, and keeps the rest', () => {
  const inner = { type: 'string', minLength: 1.5, maxLength: 3, pattern: '(' };
  const schema = { type: 'object', maxLength: -1, enum: [], properties: { a: inner } };
  const [input] = withSoundSchemas([{ name: 'x', in: 'body', required: false, schema }]);
  expect(input?.schema).toEqual({ type: 'object', properties: { a: { type: 'string', maxLength: 3 } } });
});
