import type { Failure, FieldProblem } from '../../src/index.ts';

/** A body that Northflank would refuse, or take for something else than was meant. */
export function invalidBody(fields: readonly FieldProblem[]): Failure {
  const words = fields.map(({ field, message }) => `${field} ${message}`).join('; ');
  return {
    code: 'invalid-body',
    status: 422,
    detail: `${words}. Nothing was sent.`.replaceAll('?.', '?'),
    retry: 'never',
    fields,
  };
}
