import type { Severity } from '../../problem/catalogue.ts';
import type { Diagnostic } from '../../problem/diagnostic.ts';
import { printable } from '../print/code-frame.ts';
import type { CheckedDocument, DocumentClass } from './check-document.ts';
import { countDiagnostics, formatDiagnostic, formatNotes, shortPath } from '../print/print-diagnostics.ts';
import type { styler } from '../print/style.ts';

type Style = ReturnType<typeof styler>;

const classes = {
  runs: { words: 'runs', colour: 'green' },
  'runs-with-inferences': { words: 'runs with inferences', colour: 'green' },
  'runs-in-part': { words: 'runs in part', colour: 'yellow' },
  'needs-base-uri': { words: 'needs a base URI', colour: 'yellow' },
  'needs-variable': { words: 'needs a variable', colour: 'yellow' },
  parts: { words: 'parts', colour: 'dim' },
  broken: { words: 'broken', colour: 'red' },
} as const satisfies Readonly<Record<DocumentClass, object>>;

const widest = Math.max(...Object.values(classes).map(({ words }) => words.length));

/** More reasons than this fill the screen and tell nobody more. */
const mostNeeds = 12;

/**
 * What there is to say about one document, and what it comes to. The most serious comes last, where people look first.
 *
 * @param notes how many notes of one code are shown; a large document has the same one for every operation.
 */
export function fullReport(checked: CheckedDocument, notes: number, style: Style, width: number): string {
  const { document, diagnostics, texts } = checked;
  const of = (wanted: Severity): readonly Diagnostic[] => diagnostics.filter(({ severity }) => severity === wanted);
  const groups = new Map<string, Diagnostic[]>();
  for (const note of of('note')) groups.set(note.code, [...(groups.get(note.code) ?? []), note]);
  const blocks = [
    ...[...groups.values()].map((group) =>
      formatNotes(group.slice(0, notes), document, Math.max(group.length - notes, 0), { style, width }),
    ),
    ...[...of('warning'), ...of('error')].map((diagnostic) => formatDiagnostic(diagnostic, texts, style, width)),
    ...callerLines(checked, style),
    `${style('bold', document)}: ${verdict(checked, style)}; ${countDiagnostics(diagnostics)}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Of closed servers, what lets callers in; nothing where anyone may call. */
function callerLines({ callersShow }: CheckedDocument, style: Style): readonly string[] {
  const lines = Object.entries(callersShow).map(
    ([namespace, shows]) => `Callers of ${style('bold', printable(namespace))} show ${printable(shows)}.`,
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function verdict({ class: found, servers, operations, needs }: CheckedDocument, style: Style): string {
  const needed = needs.join(', ');
  if (found === 'parts') return style('dim', 'exposes nothing; other documents import it');
  if (servers === 0) return style('red', found === 'broken' ? 'cannot run' : `cannot run without ${needed}`);
  const runs = `runs ${plural(operations, 'operation')} on ${plural(servers, 'server')}`;
  return needs.length > 0 ? `${runs}; calls need ${needed}` : runs;
}

/** One line: what becomes of a document, which, and what it needs or why. */
export function summaryLine(checked: CheckedDocument, style: Style): string {
  const { words, colour } = classes[checked.class];
  return `${style(colour, words.padEnd(widest))}  ${shortPath(checked.document)}  ${style('dim', printable(reason(checked)))}\n`;
}

function reason({ class: found, needs, operations, unreadable, diagnostics }: CheckedDocument): string {
  if (unreadable !== undefined) return unreadable;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  switch (found) {
    case 'parts':
      return 'exposes nothing; other documents import it';
    case 'broken':
      return firstOf([...errors, ...diagnostics]);
    case 'needs-base-uri':
    case 'needs-variable':
      return needs.join(', ');
    case 'runs-in-part':
      return `${plural(operations, 'operation')}; ${needs.length > 0 ? `the rest needs ${needs.join(', ')}` : firstOf(errors)}`;
    default:
      return plural(operations, 'operation');
  }
}

function firstOf([first]: readonly Diagnostic[]): string {
  if (!first) return '';
  const { code, place, message } = first;
  const words = message.length > 120 ? `${message.slice(0, 119)}…` : message;
  return `${code}${place ? ` in line ${place.line}` : ''}: ${words}`;
}

/** How many documents there are of each class, and how often what is needed. */
export function summaryTable(all: readonly Pick<CheckedDocument, 'class' | 'needs'>[], style: Style): string {
  const rows = Object.entries(classes).flatMap(([name, { words, colour }]) => {
    const members = all.filter((checked) => checked.class === name);
    if (members.length === 0) return [];
    const needs = name.startsWith('needs-') ? counted(members.flatMap((checked) => checked.needs)) : '';
    return [`${String(members.length).padStart(6)}  ${style(colour, words)}${needs === '' ? '' : `: ${needs}`}`];
  });
  return `\n${style('bold', plural(all.length, 'document'))}\n${rows.join('\n')}\n`;
}

/** `A_KEY (3), B_KEY and 5 more`, the most frequent first. */
function counted(needs: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const need of needs) counts.set(need, (counts.get(need) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one);
  const shown = sorted.slice(0, mostNeeds).map(([need, count]) => (count === 1 ? need : `${need} (${count})`));
  return sorted.length > mostNeeds ? `${shown.join(', ')} and ${sorted.length - mostNeeds} more` : shown.join(', ');
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
