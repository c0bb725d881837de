import { Command } from 'commander';
import { hasErrors } from '../problem/report.ts';
import { readDocumentOptions, withDocumentOptions } from './document-options.ts';
import { openDocument, type Opened } from './open-document.ts';
import { countDiagnostics, formatDiagnostic } from './print-diagnostics.ts';
import { styler } from './style.ts';

export function checkCommand(): Command {
  return withDocumentOptions(new Command('check'))
    .description('say what is wrong with documents, what was inferred and what is left out')
    .argument('<DOCUMENT...>', 'files, URLs, or -')
    .option('--json', 'one JSON object a document')
    .addHelpText(
      'after',
      '\nEnds with 1 when any document has an error, else with 0. docs/errors.md explains each code.',
    )
    .action(check);
}

async function check(
  documents: readonly string[],
  { json }: { readonly json?: boolean },
  command: Command,
): Promise<void> {
  const options = await readDocumentOptions(command);
  for (const document of documents) {
    const opened = await openDocument(document, options, { calls: false });
    process.stdout.write(json ? `${JSON.stringify(asJson(document, opened))}\n` : asText(document, opened));
    if (hasErrors(opened.diagnostics)) process.exitCode = 1;
  }
}

function asJson(document: string, { diagnostics, program }: Opened): object {
  return { document, runs: (program?.servers.length ?? 0) > 0, diagnostics };
}

function asText(document: string, { diagnostics, program, loaded }: Opened): string {
  const style = styler(process.stdout);
  const servers = program?.servers ?? [];
  const operations = servers.reduce((sum, { bound }) => sum + bound.length, 0);
  const verdict =
    servers.length === 0
      ? style('red', 'cannot run')
      : `runs ${operations} operations on ${servers.length} server${servers.length === 1 ? '' : 's'}`;
  const lines = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, loaded.texts, style));
  return `${[...lines, `${style('bold', document)}: ${verdict}; ${countDiagnostics(diagnostics)}.`].join('\n')}\n`;
}
