import type { Failure, FieldProblem } from '../../../src/index.ts';

/**
 * @param setting the variable that says so.
 * @param retry `safe` for a limit that is reached now and not for ever.
 */
export function overLimit(
  setting: string,
  detail: string,
  { field, retry = 'never' }: { readonly field?: FieldProblem; readonly retry?: Failure['retry'] } = {},
): Failure {
  return {
    code: 'over-limit',
    status: 403,
    detail: `${detail} This server was started with that limit (${setting}). Nothing was sent.`,
    retry,
    ...(field && { fields: [field] }),
  };
}
