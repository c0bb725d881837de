import { Command } from 'commander';
import { readDocumentOptions, withDocumentOptions } from '../documents/document-options.ts';
import { printableValue } from '../print/code-frame.ts';
import { inputLines } from './planned-input.ts';
import type { PlannedStep } from './planned-operation.ts';
import type { PlannedRequest } from './planned-request.ts';
import { openDocument, type Opened } from '../documents/open-document.ts';
import { describeVariables, variableLines, type PlannedVariable } from '../documents/planned-variables.ts';
import { describeServer, type PlannedEntry, type PlannedServer } from './planned-server.ts';
import { countDiagnostics, formatDiagnostic } from '../print/print-diagnostics.ts';
import { styler, widthOf } from '../print/style.ts';
import { wrap } from '../print/wrap.ts';

export function planCommand(): Command {
  return withDocumentOptions(new Command('plan'), { calls: false })
    .description('show what each operation takes and the request it would send; secrets are masked')
    .argument('<DOCUMENT>', 'a file, a URL, or -')
    .option('--json', 'one JSON object')
    .action(plan);
}

async function plan(document: string, { json }: { readonly json?: boolean }, command: Command): Promise<void> {
  const opened = await openDocument(document, await readDocumentOptions(command), { calls: false });
  const { program } = opened;
  if (!program) process.exitCode = 1;
  const planned = {
    capability: program?.capability.display,
    version: program?.capability.version,
    overlays: opened.loaded.overlayActions,
    servers: program?.servers.map((server) => describeServer(server, program)) ?? [],
    variables: program ? describeVariables(program) : [],
    diagnostics: opened.diagnostics,
  };
  // An address may be made of a variable that is a secret elsewhere.
  const hidden = (text: string): string => program?.mask.text(text) ?? text;
  process.stdout.write(
    hidden(json ? `${JSON.stringify(planned)}\n` : asText(document, printableValue(planned), opened)),
  );
}

function asText(
  document: string,
  planned: {
    readonly capability: string | undefined;
    readonly version: string | undefined;
    readonly servers: readonly PlannedServer[];
    readonly variables: readonly PlannedVariable[];
  },
  { loaded, settings, diagnostics }: Opened,
): string {
  const style = styler(process.stdout);
  const star = planned.servers.length > 0 ? style('dim', '  * has to be given') : '';
  const lines = [`${style('bold', planned.capability ?? document)} (${planned.version ?? 'unreadable'})${star}`];
  for (const { overlay, target, action, description, matches } of loaded.overlayActions) {
    const places = `${matches} ${matches === 1 ? 'place' : 'places'}`;
    const why = description === undefined ? '' : `: ${description.trim()}`;
    const words = `${action}s ${places}${why} (${target})`;
    lines.push(
      `  overlay ${overlay.replace(/^.*[\\/]/, '')} ${style('dim', wrap(words, widthOf(process.stdout), '    '))}`,
    );
  }
  lines.push(...settings.map((line) => `  ${line}`));
  for (const server of planned.servers) {
    lines.push('', `${style('bold', server.namespace)} ${server.type.toUpperCase()} on port ${server.port}`);
    if (server.callersShow !== undefined) lines.push(`  ${style('dim', 'callers show')} ${server.callersShow}`);
    const entries = [
      ...server.operations,
      ...(server.resources ?? []),
      ...(server.prompts ?? []),
      ...(server.skills ?? []),
    ];
    for (const entry of entries) lines.push('', ...entryLines(entry, style));
  }
  if (planned.variables.length > 0) lines.push('', ...variableLines(planned.variables, style));
  const serious = diagnostics.filter(({ severity }) => severity !== 'note');
  if (serious.length > 0)
    lines.push(
      '',
      ...serious.map((diagnostic) => formatDiagnostic(diagnostic, loaded.texts, style, widthOf(process.stdout))),
    );
  const hasNotes = diagnostics.length > serious.length;
  lines.push('', `${countDiagnostics(diagnostics)}${hasNotes ? '; capstan check shows the notes' : ''}.`);
  return `${lines.join('\n')}\n`;
}

type Style = ReturnType<typeof styler>;

function entryLines(entry: PlannedEntry, style: Style): readonly string[] {
  const { name, description, exposed, scopes, inputs, blocked, needs = [] } = entry;
  const width = widthOf(process.stdout);
  const refused = needs.length > 0 ? `without ${needs.join(' and ')}` : blocked;
  return [
    `  ${style('cyan', name)}${exposed === undefined ? '' : `  ${exposed}`}`,
    ...(description === '' ? [] : [`    ${wrap(description, width, '    ')}`]),
    ...(scopes.length > 0 ? [`    ${style('dim', 'takes a token that allows')} ${scopes.join(' ')}`] : []),
    ...inputs.flatMap((input) =>
      inputLines(input, { isPlaced: exposed !== undefined && exposed !== 'prompt', style, width }),
    ),
    ...(entry.request ? requestLines(entry.request, style) : []),
    ...(entry.steps ?? []).flatMap((step) => stepLines(step, style)),
    ...(entry.tools ?? []).map((tool) => `    ${style('dim', 'tool')} ${tool}`),
    ...fileLines(entry.files ?? [], style),
    ...(entry.mock ? [`    ${style('dim', 'sends')} nothing; the document gives the answer`] : []),
    ...(refused === undefined ? [] : [`    ${style('yellow', 'refused')} ${wrap(refused, width, '    ')}`]),
  ];
}

/** A folder can have more files than anybody reads the names of. */
const mostFiles = 10;

function fileLines(files: readonly string[], style: Style): readonly string[] {
  const lines = files.slice(0, mostFiles).map((file) => `    ${style('dim', 'reads')} ${file}`);
  return files.length > mostFiles ? [...lines, `    and ${files.length - mostFiles} more`] : lines;
}

function stepLines(step: PlannedStep, style: Style): readonly string[] {
  if ('request' in step) return [`    ${style('dim', 'step')} ${step.name}`, ...requestLines(step.request, style)];
  return [`    ${style('dim', 'step')} ${step.name}`, `    ${style('dim', 'finds')} ${step.looksUp} in ${step.in}`];
}

function requestLines({ method, url, headers, body }: PlannedRequest, style: Style): readonly string[] {
  return [
    `    ${style('dim', 'sends')} ${method} ${url}`,
    ...Object.entries(headers).map(([header, value]) => `          ${style('dim', `${header}: ${value}`)}`),
    ...(body === undefined ? [] : [`          ${style('dim', `body: ${body.replaceAll('\n', '\n          ')}`)}`]),
  ];
}
