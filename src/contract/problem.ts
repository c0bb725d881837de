import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Json } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';
import type { FieldProblem } from '../problem/failure.ts';
import { unknownProperty } from './unknown-property.ts';
import { words } from './words.ts';

/** One of ajv's errors as a problem of the caller's; undefined for those that only repeat another. */
export function problemOf(error: ErrorObject, root: JsonSchema): FieldProblem | undefined {
  const path = pathOf(error.instancePath);
  const { keyword, params } = error;
  if (keyword === 'if' || keyword === 'propertyNames') return undefined;
  if (keyword === 'required' || keyword === 'dependentRequired') {
    return { field: join([...path, String(params['missingProperty'])]), message: 'is required' };
  }
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
    return { field: join([...path, name]), message: unknownProperty(name, path, error.parentSchema ?? {}, root) };
  }
  const field = error.propertyName === undefined ? path : [...path, error.propertyName];
  const message = words(error);
  const allowed = allowedOf(error);
  return {
    field: join(field),
    message: error.propertyName === undefined ? message : `is not a name that fits: it ${message}`,
    ...(allowed !== undefined && { allowed }),
  };
}

function allowedOf({ keyword, params }: ErrorObject): readonly Json[] | undefined {
  const values: unknown = keyword === 'const' ? [params['allowedValue']] : params['allowedValues'];
  // The values stand in a contract, which was read from JSON or YAML.
  return Array.isArray(values) ? (values as readonly Json[]) : undefined;
}

/** The segments of a JSON pointer (RFC 6901). */
function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function join(path: readonly string[]): string {
  return path.join('.');
}
