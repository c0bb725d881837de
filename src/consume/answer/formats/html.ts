import { parse, type HTMLElement } from 'node-html-parser';
import type { Json } from '../../../json/json.ts';
import type { Decode } from './decode.ts';
import { UndecodableAnswer, UnusableSchema } from './errors.ts';
import { tableOf } from './table.ts';
import { textOf } from './text.ts';

/** A cell's text holds that of the tables in it, so an answer could grow by how deep tables nest. */
const maxNesting = 20;

/**
 * Decodes the tables of HTML to `{ tables }`: a list of tables, each a list of objects of texts named by its header cells. Tables without
 * header cells are left out.
 *
 * @param selector a CSS selector of the tables, or of elements that hold them; default all tables.
 */
export function htmlDecoder(selector = ''): Decode {
  const wanted = selector.trim() === '' ? 'table' : selector;
  checkSelector(wanted);
  return (bytes) => {
    const page = parse(withoutClutter(textOf(bytes)), { lowerCaseTagName: true, parseNoneClosedTags: true });
    if (nesting(page) > maxNesting)
      throw new UndecodableAnswer(`The answer nests tables more than ${maxNesting} deep.`);
    const selected = page.querySelectorAll(wanted).flatMap(tablesIn);
    return { tables: [...new Set(selected)].map(readTable).filter((table) => table !== undefined) };
  };
}

function checkSelector(selector: string): void {
  try {
    parse('').querySelectorAll(selector);
  } catch {
    throw new UnusableSchema('The `outputSchema` of an HTML answer has to be a CSS selector, such as `table.results`.');
  }
}

const formatting = /<\/?(?:b|big|center|em|font|i|nobr|s|small|strike|strong|tt|u)(?:\s[^<>]*)?>/gi;

/**
 * Takes away what says nothing about tables and would trouble the parser: it seeks the end of each comment through all the text, and takes
 * what follows an unclosed `<b>` for a part of it.
 */
function withoutClutter(html: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = html.indexOf('<!--', from);
    if (start === -1) break;
    kept += html.slice(from, start);
    const end = html.indexOf('-->', start);
    from = end === -1 ? html.length : end + 3;
  }
  return (kept + html.slice(from)).replaceAll('<![CDATA[', '').replaceAll(formatting, '');
}

function nesting(element: HTMLElement): number {
  const within = element.children.reduce((deepest, child) => Math.max(deepest, nesting(child)), 0);
  return element.tagName === 'TABLE' ? within + 1 : within;
}

function tablesIn(element: HTMLElement): readonly HTMLElement[] {
  return element.localName === 'table' ? [element] : element.querySelectorAll('table');
}

function readTable(table: HTMLElement): Json | undefined {
  const rows = rowsOf(table);
  const headerRow = rows.find((row) => sectionOf(row) === 'thead') ?? rows[0];
  const headers = headerRow ? cellsOf(headerRow, 'th') : [];
  const body = rows.filter((row) => !['thead', 'tfoot'].includes(sectionOf(row)) && !hasHeader(row));
  return tableOf(
    headers,
    body.map((row) => cellsOf(row, 'td')).filter((cells) => cells.length > 0),
  );
}

/** The rows of a table, without those of tables within its cells. */
function rowsOf(element: HTMLElement): readonly HTMLElement[] {
  return element.children.flatMap((child) => {
    if (child.localName === 'tr') return [child];
    return child.localName === 'table' ? [] : rowsOf(child);
  });
}

function sectionOf(row: HTMLElement): string {
  return row.parentNode?.localName ?? '';
}

function hasHeader(row: HTMLElement): boolean {
  return row.children.some((cell) => cell.localName === 'th');
}

function cellsOf(row: HTMLElement, kind: 'td' | 'th'): readonly string[] {
  return row.children
    .filter((cell) => cell.localName === kind)
    .map((cell) => cell.structuredText.replaceAll(/\s+/g, ' ').trim());
}
