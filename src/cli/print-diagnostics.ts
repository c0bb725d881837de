import { relative } from 'node:path';
import type { Diagnostic, Place } from '../problem/diagnostic.ts';
import { codeFrame, printable } from './code-frame.ts';
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
  const advice = fix === undefined ? [] : [`  ${style('green', 'fix')} ${printable(fix)}`];
  return [head, `  ${printable(message)}`, ...frame, ...advice].join('\n');
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
