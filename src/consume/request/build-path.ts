import { splitPath } from '../../expression/placeholders.ts';
import type { FieldProblem } from '../../problem/failure.ts';
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
    const filled: { readonly field: string; readonly end: number }[] = [];
    for (const part of parts) {
      if (typeof part === 'string') {
        built += part;
        continue;
      }
      const value = values[part.name];
      if (value === undefined || value === null || value === '')
        return { field: part.name, message: 'needs a value: it is part of the path' };
      built += encodeValue(value);
      filled.push({ field: part.name, end: built.length });
    }
    const step = /(?:^|\/)\.{1,2}(?=\/|$|\?)/.exec(built);
    if (!step) return built;
    const end = step.index + step[0].length;
    const field = filled.findLast((one) => one.end <= end)?.field ?? '';
    return { field, message: 'can be neither `.` nor `..`: it is a step in a path' };
  };
}
