import type { Place } from '../problem/diagnostic.ts';

/** A text and where it came from; turns offsets into lines and columns. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** The place of a zero-based offset in UTF-16 units. */
  place(offset: number): Place;
}

export function sourceText(file: string, text: string): SourceText {
  // Most documents are fine and nobody asks for a place, so the lines are counted on the first question.
  let lineStarts: readonly number[] | undefined;
  return {
    file,
    text,
    place(offset) {
      lineStarts ??= findLineStarts(text);
      const line = lastAtOrBefore(lineStarts, offset);
      return { file, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
    },
  };
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lastAtOrBefore(sorted: readonly number[], offset: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
