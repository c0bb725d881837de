import { expect, test } from 'vitest';

import type { JsonSchema } from '../json/schema.ts';
import { compileFit } from './compile-fit.ts';

test.each<[JsonSchema, unknown, boolean]>([
  [{}, 1, true],
  [{ type: 'integer' }, 1.5, false],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, null, true],
  [{ type: 'low' }, 1, true],
])('%j has %j: %s', (schema, value, fits) => expect(compileFit(schema)(value)).toBe(fits));
