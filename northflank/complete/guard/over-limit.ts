import type { Failure, Json } from '../../../src/index.ts';

/** @param setting the variable that says so. */
export function overLimit(
  setting: string,
  detail: string,
  field?: { readonly name: string; readonly allowed?: readonly Json[] },
): Failure {
  return {
    code: 'over-limit',
    status: 403,
    detail: `${detail} This server was started with that limit (${setting}). Nothing was sent.`,
    retry: 'never',
    ...(field && {
      fields: [{ field: field.name, message: 'is beyond the limit', ...(field.allowed && { allowed: field.allowed }) }],
    }),
  };
}
