import { relative } from 'node:path';
import type { Diagnostic, Place } from '../../problem/diagnostic.ts';
import { codeFrame, printable } from './code-frame.ts';
import type { styler } from './style.ts';
import { wrap } from './wrap.ts';

type Style = ReturnType<typeof styler>;

const colours = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** A diagnostic for a person: severity, code, place, message, the lines it is about, and what to do. */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, string>,
  style: Style,
  width = Infinity,
): string {
  const { severity, code, message, fix, place } = diagnostic;
  const head = `${style(colours[severity], severity)} ${style('bold', code)}${place ? ` ${style('dim', formatPlace(place))}` : ''}`;
  const text = place && texts.get(place.file);
  // A note needs no more than to be known.
  const frame = severity !== 'note' && place && text !== undefined ? codeFrame(text, place, style, width) : [];
  return [head, `  ${wrap(printable(message), width, '  ')}`, ...frame, ...adviceLines(fix, style, width)].join('\n');
}

function adviceLines(fix: string | undefined, style: Style, width: number): readonly string[] {
  return fix === undefined ? [] : [`  ${style('green', 'fix')} ${wrap(printable(fix), width, '      ')}`];
}

/**
 * Notes of one code for a person: each in a line, and once what to do.
 *
 * @param document whose notes they are: of its own places the line is enough.
 */
export function formatNotes(
  notes: readonly Diagnostic[],
  document: string,
  more: number,
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const code = notes[0]?.code ?? '';
  const where = ({ place }: Diagnostic): string => {
    if (!place) return '';
    return `${style('dim', place.file === document ? `line ${place.line}` : formatPlace(place))} `;
  };
  return [
    `${style(colours.note, 'note')} ${style('bold', code)}`,
    ...notes.map((note) => `  ${where(note)}${wrap(printable(note.message), width - 10, '    ')}`),
    ...(more > 0 ? [style('dim', `  … and ${more} more of ${code}; --verbose shows them.`)] : []),
    ...adviceLines(notes.find(({ fix }) => fix !== undefined)?.fix, style, width),
  ].join('\n');
}

/** `file:line:column`, as editors and terminals link it; files below the working folder by their relative path. */
export function formatPlace({ file, line, column }: Place): string {
  return `${shortPath(file)}:${line}:${column}`;
}

/** A file below the working folder by its relative path, all else as it is. */
export function shortPath(file: string): string {
  if (file === '-' || /^https?:/i.test(file)) return file;
  const path = relative(process.cwd(), file);
  return path.startsWith('..') || path === '' ? file : path;
}

/** `2 errors, 1 warning, 9 notes` */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): string => {
    const number = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return `${number} ${severity}${number === 1 ? '' : 's'}`;
  };
  return `${count('error')}, ${count('warning')}, ${count('note')}`;
}
