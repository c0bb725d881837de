import { Command, Option } from 'commander';
import { hasErrors } from '../../problem/report.ts';
import { checkDocument, type CheckedDocument } from './check-document.ts';
import { fullReport, summaryLine, summaryTable } from './check-summary.ts';
import { readDocumentOptions, withDocumentOptions } from '../documents/document-options.ts';
import { CommandError } from '../exit.ts';
import { findDocuments } from '../documents/find-documents.ts';
import { sarifLog } from './sarif.ts';
import { styler, widthOf } from '../print/style.ts';

interface CheckOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly verbose?: boolean;
}

/** How many notes of one code are shown, unless all are asked for. */
const notesOfOneCode = 10;

export function checkCommand(): Command {
  return withDocumentOptions(new Command('check'), { calls: false })
    .description('say what is wrong with documents, what was inferred and what is left out')
    .argument('<DOCUMENT...>', 'files, folders, URLs, or -')
    .option('--verbose', 'say everything: all notes, and of several documents more than a line each')
    .option('--json', 'one JSON object a document')
    .addOption(new Option('--sarif', 'one SARIF 2.1.0 log, for code review tools').conflicts('json'))
    .addHelpText(
      'after',
      '\nEnds with 1 when any document has an error, else with 0. docs/errors.md explains each code.',
    )
    .action(check);
}

async function check(paths: readonly string[], asked: CheckOptions, command: Command): Promise<void> {
  const options = await readDocumentOptions(command);
  const documents = (await findDocuments(paths)).map(({ name }) => name);
  if (documents.length === 0) throw new CommandError(`There is no capability document in ${paths.join(', ')}.`);
  const style = styler(process.stdout);
  const width = widthOf(process.stdout);
  const inFull = asked.verbose || documents.length === 1;
  const notes = asked.verbose ? Infinity : notesOfOneCode;
  const all: CheckedDocument[] = [];
  for (const document of documents) {
    const checked = await checkDocument(document, options);
    if (checked.unreadable !== undefined) reportUnreadable(checked.unreadable);
    if (checked.unreadable !== undefined || hasErrors(checked.diagnostics)) process.exitCode = 1;
    // Of a thousand documents, the texts would fill the memory.
    all.push(asked.sarif ? checked : { ...checked, diagnostics: [], texts: new Map() });
    if (asked.json) process.stdout.write(`${JSON.stringify(asJson(checked))}\n`);
    else if (!asked.sarif && !(inFull && checked.unreadable !== undefined))
      process.stdout.write(inFull ? fullReport(checked, notes, style, width) : summaryLine(checked, style));
  }
  if (asked.sarif) process.stdout.write(`${JSON.stringify(sarifLog(all), null, 2)}\n`);
  else if (!asked.json && documents.length > 1) process.stdout.write(summaryTable(all, style));
}

function reportUnreadable(message: string): void {
  process.stderr.write(`${styler(process.stderr)('red', 'error')} ${message}\n`);
}

function asJson({ document, class: found, servers, callersShow, diagnostics, unreadable }: CheckedDocument): object {
  return {
    document,
    class: found,
    runs: servers > 0,
    callersShow,
    ...(unreadable !== undefined && { unreadable }),
    diagnostics,
  };
}
