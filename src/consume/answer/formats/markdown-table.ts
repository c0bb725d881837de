import type { Begun } from './markdown-block.ts';
import { plainText } from './markdown-text.ts';

/** A table of GitHub Flavored Markdown (section 4.10): a row of headers, a row of dashes, and rows up to an empty line. */
export function readTable(lines: readonly string[], at: number): Begun {
  const [line = '', below = ''] = lines.slice(at, at + 2);
  if (!line.includes('|') || !isDelimiterRow(below)) return undefined;
  const headers = cellsOf(line);
  if (headers.length !== cellsOf(below).length) return undefined;
  const rows: (readonly string[])[] = [];
  let next = at + 2;
  for (; next < lines.length; next++) {
    const row = lines[next] ?? '';
    if (row.trim() === '' || /^ {0,3}(?:#|>|```|~~~)/.test(row)) break;
    rows.push(cellsOf(row));
  }
  return { block: { kind: 'table', headers, rows }, next };
}

function isDelimiterRow(line: string): boolean {
  return line.includes('|') && cellsOf(line).every((cell) => /^:?-+:?$/.test(cell));
}

/** A bar within a cell is written `\|`, also in code. */
function cellsOf(row: string): readonly string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => plainText(cell.replaceAll(String.raw`\|`, '|').trim()));
}
