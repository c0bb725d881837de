import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../json/schema.ts';
import { quickEngine } from './engine.ts';

/**
 * Prepares the question whether a value fits a schema, where nobody asks what is wrong with it. Nothing is compiled before
 * the first value comes. A schema that is none fits everything.
 */
export function compileFit(schema: JsonSchema): (value: unknown) => boolean {
  let fits: ((value: unknown) => boolean) | undefined;
  return (value) => (fits ??= compiled(schema))(value);
}

function compiled(schema: JsonSchema): (value: unknown) => boolean {
  try {
    const validate: ValidateFunction = quickEngine().compile(schema);
    return (value) => validate(value);
  } catch {
    return () => true;
  }
}
