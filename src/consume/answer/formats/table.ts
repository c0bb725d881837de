import type { Json } from '../../../json/json.ts';

/**
 * A table as a list of objects, as HTML and Markdown both give it. A cell that is missing is empty text; one without a header is left out.
 *
 * @returns undefined when no header has any text, for the cells then have no names.
 */
export function tableOf(headers: readonly string[], rows: readonly (readonly string[])[]): Json | undefined {
  if (headers.every((header) => header === '')) return undefined;
  return rows.map((row) => Object.fromEntries(headers.map((header, index) => [header, row[index] ?? ''])));
}
