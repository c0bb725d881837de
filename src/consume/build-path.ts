import { splitPath } from '../expression/placeholders.ts';
import type { FieldProblem } from '../problem/failure.ts';
import { encodeLiteral, encodeValue } from './encode.ts';
import type { Arguments } from './request.ts';

export type PathBuilder = (values: Arguments) => string | FieldProblem;

/**
 * Compiles a path with placeholders. Each value is encoded, so it stays where it was put: `../../admin?x=1` becomes one
 * segment. A segment that comes out as `.` or `..` is refused, for no encoding keeps servers from climbing there.
 */
export function compilePath(path: string): PathBuilder {
  const parts = splitPath(path).map((part) => ('text' in part ? encodeLiteral(part.text) : part));
  const [only] = parts;
  if (parts.length === 0) return () => '';
  if (parts.length === 1 && typeof only === 'string') return () => only;
  return (values) => {
    let built = '';
    let field = '';
    for (const part of parts) {
      if (typeof part === 'string') {
        built += part;
        continue;
      }
      field = part.name;
      const value = values[field];
      if (value === undefined || value === null || value === '')
        return { field, message: 'needs a value: it is part of the path' };
      built += encodeValue(value);
    }
    return /(?:^|\/)\.{1,2}(?:\/|$|\?)/.test(built)
      ? { field, message: 'can be neither `.` nor `..`: it is a step in a path' }
      : built;
  };
}
