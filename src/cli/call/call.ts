import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { compileCoercion } from '../../operation/inputs/coerce.ts';
import { closestName } from '../../json/closest-name.ts';
import type { Json } from '../../json/json.ts';
import { Payload } from '../../json/payload.ts';
import type { Input, Inputs, Operation, Prepared } from '../../operation/operation.ts';
import type { BoundOperation } from '../../runtime/compile/bound-operation.ts';
import type { Program } from '../../runtime/compile/program.ts';
import { readDocumentOptions, withDocumentOptions } from '../documents/document-options.ts';
import { CommandError, usageError } from '../exit.ts';
import { onTerminal } from '../print/on-terminal.ts';
import { openDocument } from '../documents/open-document.ts';
import { readLists } from '../pairs.ts';
import { answerOf, formatFailure } from './print-outcome.ts';
import { formatDiagnostic } from '../print/print-diagnostics.ts';
import { styler } from '../print/style.ts';
import { watcher } from './watcher.ts';

export function callCommand(): Command {
  return withDocumentOptions(new Command('call'), { calls: true })
    .description('make one call, without starting a server')
    .argument('<DOCUMENT>', 'a file, a URL, or -')
    .argument('<OPERATION>', 'the name of a tool, a REST operation, or a resource or prompt that is one')
    .argument('[INPUTS...]', 'name=value; a list is given value by value: id=1 id=2')
    .option('--body <JSON|@FILE>', 'the request body, or @ and the file it is in')
    .option('--dry-run', 'print the request instead of sending it; secrets are masked')
    .option('--follow', 'print what the work writes while it goes on, on standard error')
    .addHelpText('after', '\nPrints the answer on standard output. Ends with 1 when the call failed.')
    .action(call);
}

interface CallOptions {
  readonly body?: string;
  readonly dryRun?: boolean;
  readonly follow?: boolean;
}

async function call(
  document: string,
  name: string,
  pairs: readonly string[],
  options: CallOptions,
  command: Command,
): Promise<void> {
  const { program, sandbox, diagnostics, loaded } = await openDocument(document, await readDocumentOptions(command), {
    calls: true,
  });
  if (!program || program.servers.length === 0) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const reasons = errors.map((one) => formatDiagnostic(one, loaded.texts, styler(process.stderr)));
    throw new CommandError(`${document} has no operation that can be called.\n${reasons.join('\n')}`);
  }
  try {
    const { operation, calls } = findOperation(program, name);
    const inputs = await readInputs(operation, readLists('An input', pairs), options.body);
    if (options.dryRun) {
      const prepared = operation.prepare(inputs);
      if ('failure' in prepared) throw new CommandError(formatFailure(prepared.failure));
      const request = program.mask.text(asText(prepared, calls.length));
      process.stdout.write(process.stdout.isTTY ? onTerminal(request) : request);
      return;
    }
    const outcome = await operation.run(inputs, watcher(options));
    process.stdout.write(answerOf(outcome, process.stdout.isTTY));
    if (outcome.kind === 'value') process.exitCode = outcome.exitCode ?? 0;
  } finally {
    await program.close();
    await sandbox?.close();
  }
}

function findOperation(program: Program, name: string): BoundOperation {
  const all = program.servers.flatMap(({ bound }) => bound);
  const found = all.find(({ operation }) => operation.name === name);
  if (found) return found;
  const names = [...new Set(all.map(({ operation }) => operation.name))];
  const meant = closestName(name, names);
  const advice = meant === undefined ? `There is ${someOf(names)}.` : `Did you mean ${meant}?`;
  throw usageError(`There is no operation \`${name}\`. ${advice}`);
}

/** Some documents have more than a thousand. */
function someOf(names: readonly string[]): string {
  const more = names.length - mostNames;
  return more > 0
    ? `${names.slice(0, mostNames).join(', ')} and ${more} more; capstan plan lists them`
    : names.join(', ');
}

const mostNames = 20;

async function readInputs(
  { name, inputs }: Operation,
  given: ReadonlyMap<string, readonly string[]>,
  body: string | undefined,
): Promise<Inputs> {
  const values: Record<string, unknown> = {};
  for (const [key, [text = '', ...more]] of given) {
    const input = inputs.find((candidate) => candidate.name === key);
    if (!input) throw usageError(`${name} takes no \`${key}\`. It takes ${describe(inputs)}.`);
    if (input.in !== 'body') values[key] = compileCoercion(input.schema)(more.length > 0 ? [text, ...more] : text);
    else if (more.length === 0) values[key] = parseBody(text);
    else throw usageError(`\`${key}\` is the body, of which there is one.`);
  }
  if (body === undefined) return values;
  const input = inputs.find((candidate) => candidate.in === 'body');
  if (!input) throw usageError(`${name} takes no body.`);
  return { ...values, [input.name]: parseBody(body.startsWith('@') ? await readBodyFile(body.slice(1)) : body) };
}

function describe(inputs: readonly Input[]): string {
  return inputs.map((input) => (input.required ? input.name : `${input.name} (optional)`)).join(', ') || 'no inputs';
}

function parseBody(text: string): Payload {
  try {
    return new Payload(Buffer.from(text), JSON.parse(text) as Json); // JSON.parse yields nothing else
  } catch {
    throw usageError('The body is not JSON. Quote it for your shell, or put it into a file: --body @body.json.');
  }
}

async function readBodyFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new CommandError(`The body's file ${file} cannot be read.`);
  }
}

/** The request as it would be sent; of a flow the first, for the next ones depend on its answer. */
function asText({ request, origin }: Exclude<Prepared, { readonly failure: unknown }>, calls: number): string {
  if (!request) return 'Nothing would be sent: the document gives the answer itself.\n';
  const { method, path, headers, body } = request;
  const lines = [
    `${method} ${origin}${path}`,
    ...headerLines(headers),
    ...(body === null ? [] : ['', body.toString()]),
  ];
  if (calls > 1)
    lines.push('', `${calls - 1} more ${calls > 2 ? 'requests follow' : 'request follows'}, made of its answer.`);
  return `${lines.join('\n')}\n`;
}

function headerLines(headers: readonly string[]): readonly string[] {
  return headers.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${headers[index + 1] ?? ''}`] : []));
}
