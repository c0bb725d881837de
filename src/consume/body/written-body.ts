import type { RequestBody } from '../../capability/model.ts';
import type { FieldProblem } from '../../problem/failure.ts';
export interface WrittenBody {
  readonly body: Buffer | string;
  readonly contentType: string;
}
export function compileWrittenBody(_: RequestBody): (lookup: (name: string) => unknown) => WrittenBody | FieldProblem {
  return () => ({ field: '', message: 'not yet' });
}
