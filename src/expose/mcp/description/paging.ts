import type { PagingInputs } from '../result/paging-inputs.ts';

/** How the pages of an answer go on, as far as the tool's inputs say. */
export function pagingInWords({ cursor, page, offset, size }: PagingInputs): readonly string[] {
  const further = cursor ?? page ?? offset;
  if (further === undefined) return [];
  const amount = size === undefined ? '' : `\`${size}\` sets how many entries come at once, and `;
  return [`The answer comes in pages: ${amount}\`${further}\` where they go on.`];
}
