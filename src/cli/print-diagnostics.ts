import { relative } from 'node:path';
import type { Diagnostic, Place } from '../problem/diagnostic.ts';
import type { styler } from './style.ts';

type Style = ReturnType<typeof styler>;

const colours = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** A diagnostic for a person: severity, code, place, message, the lines it is about, and what to do. */
export function formatDiagnostic(diagnostic: Diagnostic, texts: ReadonlyMap<string, string>, style: Style): string {
  const { severity, code, message, fix, place } = diagnostic;
  const head = `${style(colours[severity], severity)} ${style('bold', code)}${place ? ` ${style('dim', formatPlace(place))}` : ''}`;
  const text = place && texts.get(place.file);
  // A note needs no more than to be known.
  const frame = severity !== 'note' && place && text !== undefined ? codeFrame(text, place, style) : [];
  return [head, `  ${message}`, ...frame, ...(fix === undefined ? [] : [`  ${style('green', 'fix')} ${fix}`])].join(
    '\n',
  );
}

/** `file:line:column`, as editors and terminals link it; files below the working folder by their relative path. */
export function formatPlace({ file, line, column }: Place): string {
  return `${shortPath(file)}:${line}:${column}`;
}

function shortPath(file: string): string {
  if (file === '-' || /^https?:/i.test(file)) return file;
  const path = relative(process.cwd(), file);
  return path.startsWith('..') || path === '' ? file : path;
}

/** The line a place is in, with one before and after it, and a mark below its column. */
function codeFrame(text: string, { line, column }: Place, style: Style): readonly string[] {
  const lines = text.split(/\r?\n/);
  const first = Math.max(line - 1, 1);
  const last = Math.min(line + 1, lines.length);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const mark = number === line ? '>' : ' ';
    frame.push(
      style(
        number === line ? 'reset' : 'dim',
        `  ${mark} ${String(number).padStart(width)} | ${(lines[number - 1] ?? '').slice(0, 160)}`,
      ),
    );
    if (number === line && column <= 160)
      frame.push(`    ${' '.repeat(width)} | ${' '.repeat(column - 1)}${style('red', '^')}`);
  }
  return frame;
}

/** `2 errors, 1 warning, 9 notes` */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): string => {
    const number = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return `${number} ${severity}${number === 1 ? '' : 's'}`;
  };
  return `${count('error')}, ${count('warning')}, ${count('note')}`;
}
