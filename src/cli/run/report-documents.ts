import type { Diagnostic } from '../../problem/diagnostic.ts';
import type { Log } from '../../runtime/log.ts';
import { errorLine } from '../print/error-line.ts';
import type { OpenedDocument } from '../documents/open-documents.ts';
import { formatDiagnostic } from '../print/print-diagnostics.ts';
import { styler, widthOf } from '../print/style.ts';

/** With more documents than this, each is worth one line at most. */
export const few = 5;

export interface ReportOptions {
  readonly log: Log;
  readonly json: boolean;
}

/** Says something on standard error, to a person or to a program. */
export function say(severity: 'error' | 'warning', text: string, { log, json }: ReportOptions): void {
  if (json) log[severity === 'error' ? 'error' : 'warn'](text);
  else process.stderr.write(`${styler(process.stderr)(severity === 'error' ? 'red' : 'yellow', severity)} ${text}\n`);
}

/** Says on standard error what is wrong with documents: errors and warnings; notes are for `capstan check`. */
export function reportDocuments(documents: readonly OpenedDocument[], options: ReportOptions): void {
  const style = styler(process.stderr);
  for (const { name, problem } of documents)
    if (problem !== undefined) say('error', problemLine(name, problem), options);
  // Where there is a problem, the diagnostics are those of an earlier version.
  const read = documents.flatMap(({ opened, problem }) => (opened && problem === undefined ? [opened] : []));
  if (documents.length > few)
    return summarise(
      read.map(({ diagnostics }) => diagnostics),
      options,
    );
  for (const { diagnostics, loaded } of read) {
    for (const diagnostic of diagnostics.filter(({ severity }) => severity !== 'note')) {
      const { severity, code, message } = diagnostic;
      const line = documents.length > 1 ? errorLine(diagnostic) : `${code}: ${message}`;
      if (options.json) say(severity === 'error' ? 'error' : 'warning', line, options);
      else process.stderr.write(`${formatDiagnostic(diagnostic, loaded.texts, style, widthOf(process.stderr))}\n`);
    }
  }
}

function summarise(documents: readonly (readonly Diagnostic[])[], options: ReportOptions): void {
  let warned = 0;
  for (const diagnostics of documents) {
    const [first, ...more] = diagnostics.filter(({ severity }) => severity === 'error');
    if (first) say('error', `${errorLine(first)}${andMore(more.length)}`, options);
    else if (diagnostics.some(({ severity }) => severity === 'warning')) warned++;
  }
  if (warned > 0)
    say(
      'warning',
      `${warned} document${warned === 1 ? ' has' : 's have'} warnings; capstan check FILE shows them.`,
      options,
    );
}

function andMore(count: number): string {
  return count === 0 ? '' : ` (and ${count} more error${count === 1 ? '' : 's'})`;
}

/** Most messages name the file they are about. */
function problemLine(name: string, problem: string): string {
  return problem.includes(name) ? problem : `${name}: ${problem}`;
}
