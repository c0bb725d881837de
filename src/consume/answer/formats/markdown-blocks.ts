import type { Begun, Block } from './markdown-block.ts';
import { readTable } from './markdown-table.ts';
import { plainText } from './markdown-text.ts';

const fence = /^\s*(`{3,}(?=[^`]*$)|~{3,})/;
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const underline = /^ {0,3}(?:(=+)|-+)[ \t]*$/;
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const linkDefinition = /^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+(?:[ \t]+["'(].*)?$/;
const quoteMark = /^(?:[ \t]*>)+[ \t]?/;
const itemMark = /^(?:[ \t]*(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))+[ \t]*/;

/**
 * Reads the headings, tables (GitHub's) and texts of Markdown line by line. It is no whole CommonMark parser: what lists and quotes hold is
 * text here. Libraries that do it all take minutes for some texts of a few hundred kilobytes, and an answer can be such a text.
 *
 * @param markdown with `\n` as line ends.
 */
export function readBlocks(markdown: string): readonly Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'text', text: plainText(joinLines(paragraph)) });
    paragraph = [];
  };
  let at = 0;
  while (at < lines.length) {
    const begun = readFence(lines, at) ?? readHeading(lines, at) ?? readTable(lines, at);
    if (begun) {
      endParagraph();
      blocks.push(begun.block);
      at = begun.next;
      continue;
    }
    const line = lines[at] ?? '';
    const underlined = paragraph.length > 0 && !itemMark.test(lines[at - 1] ?? '') ? underline.exec(line) : null;
    at += 1;
    if (underlined) {
      blocks.push({ kind: 'heading', level: underlined[1] ? 1 : 2, text: plainText(joinLines(paragraph)) });
      paragraph = [];
      continue;
    }
    const text = line.replace(quoteMark, '');
    const nothing = text.trim() === '' || rule.test(line);
    const [mark] = itemMark.exec(text) ?? [];
    if (nothing || mark) endParagraph();
    if (!nothing && !linkDefinition.test(line)) paragraph.push(text.slice(mark?.length ?? 0).trimStart());
  }
  endParagraph();
  return blocks;
}

function readFence(lines: readonly string[], at: number): Begun {
  const [, mark] = fence.exec(lines[at] ?? '') ?? [];
  if (!mark) return undefined;
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? '', mark)) end += 1;
  return { block: { kind: 'text', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
}

function closes(line: string, mark: string): boolean {
  const text = line.trim();
  return text.startsWith(mark) && text === mark.charAt(0).repeat(text.length);
}

function readHeading(lines: readonly string[], at: number): Begun {
  const found = heading.exec(lines[at] ?? '');
  if (!found) return undefined;
  const [, marks = '', title = ''] = found;
  const text = plainText(title.trim().replace(/(?:^|[ \t])#+$/, ''));
  return { block: { kind: 'heading', level: marks.length, text }, next: at + 1 };
}

/** A line break is a space, but after two spaces or a backslash it is meant as one. */
function joinLines(lines: readonly string[]): string {
  return lines.map((line) => (/(?: {2}|\\)$/.test(line) ? `${line.slice(0, -1).trimEnd()}\n` : `${line} `)).join('');
}
