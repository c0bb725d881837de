import type { Place } from '../../problem/diagnostic.ts';
import type { styler } from './style.ts';

type Style = ReturnType<typeof styler>;

/** As many columns of a line as are shown at most; of longer lines the part around the place. */
const mostColumns = 140;

/** How far a line is shown before the place when its beginning is left out. */
const lead = 60;

/**
 * The line a place is in, with one before and after it, and a mark below its column.
 *
 * @param columns there are for all of it.
 */
export function codeFrame(text: string, { line, column }: Place, style: Style, columns = Infinity): readonly string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  const first = Math.max(line - 1, 1);
  const last = Math.min(line + 1, lines.length);
  const digits = String(last).length;
  const width = Math.max(Math.min(mostColumns, columns - digits - '  >  | '.length), lead + 1);
  const target = spaced((lines[line - 1] ?? '').slice(0, column - 1)).length;
  const start = target < width ? 0 : target - lead;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const isTarget = number === line;
    const shown = window(spaced(lines[number - 1] ?? ''), start, width);
    frame.push(
      style(
        isTarget ? 'reset' : 'dim',
        `  ${isTarget ? '>' : ' '} ${String(number).padStart(digits)} | ${shown}`.trimEnd(),
      ),
    );
    if (isTarget) frame.push(`    ${' '.repeat(digits)} | ${' '.repeat(target - start)}${style('red', '^')}`);
  }
  return frame;
}

/** One character a column: how far a tab moves the terminal is not known, so it is written as spaces. */
function spaced(line: string): string {
  return printable(line.replaceAll('\t', '    '));
}

function window(line: string, start: number, width: number): string {
  const shown = line.slice(start, start + width);
  const before = start > 0 && shown !== '' ? `…${shown.slice(1)}` : shown;
  return line.length > start + width ? `${before}…` : before;
}

/**
 * A text without characters that could move a terminal's cursor, colour it or turn the direction of what it shows:
 * documents come from anywhere.
 */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]|\p{Bidi_Control}/gu, '\uFFFD');
}

/** As `printable`, for all texts within a value. */
export function printableValue<Value>(value: Value): Value {
  // A value of JSON is the same value with other texts in it.
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? printable(part) : part,
  ) as Value;
}
