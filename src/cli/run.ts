import { Command, Option } from 'commander';
import type { Diagnostic } from '../problem/diagnostic.ts';
import type { Program } from '../runtime/compile.ts';
import { PortUnavailable } from '../runtime/listen.ts';
import { createLog, logLevels, type Log, type LogLevel } from '../runtime/log.ts';
import { start, type Running } from '../runtime/start.ts';
import { maskText } from '../consume/mask.ts';
import { defaultDocument, type LocalSandbox } from './bundled.ts';
import { readDocumentOptions, withDocumentOptions } from './document-options.ts';
import { CommandError, usageError } from './exit.ts';
import { openDocument, type Opened } from './open-document.ts';
import { repeated, wholeNumber } from './option-parsers.ts';
import { readNamespaced } from './pairs.ts';
import { formatDiagnostic } from './print-diagnostics.ts';
import { readyLine, welcome } from './ready.ts';
import { styler } from './style.ts';
import { untilStopped } from './until-stopped.ts';

interface RunOptions {
  readonly port?: readonly string[];
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly maxBody: number;
  readonly logLevel: LogLevel;
  readonly json?: boolean;
}

export function runCommand(): Command {
  return withDocumentOptions(new Command('run'))
    .description('serve documents until stopped; without one, Northflank Jobs')
    .argument('[DOCUMENT...]', 'files, URLs, - or northflank-jobs')
    .option(
      '--port <NAMESPACE=PORT>',
      'move an exposed server; 0 picks a free port (a bare --port 0 moves all)',
      repeated,
    )
    .option(
      '--host <ADDRESS>',
      'address to bind; anything but a loopback address opens the servers to the network',
      '127.0.0.1',
    )
    .option('--allow-host <NAME>', 'answer requests whose Host header has this name', repeated)
    .option('--allow-origin <ORIGIN>', 'answer web pages of this origin', repeated)
    .option('--max-body <BYTES>', 'largest request body', wholeNumber('--max-body', 1), 1024 * 1024)
    .addOption(
      new Option('--log-level <LEVEL>', 'how much to log on standard error; debug logs every call')
        .choices(logLevels)
        .default('info'),
    )
    .option('--json', 'one JSON line on standard output when ready, logs as JSON lines on standard error')
    .addHelpText('after', '\nSIGTERM lets running calls finish and stops; SIGHUP reads the documents again.')
    .action(run);
}

async function run(documents: readonly string[], options: RunOptions, command: Command): Promise<void> {
  const stopped = untilStopped();
  const names = documents.length === 0 ? [defaultDocument] : documents;
  const documentOptions = await readDocumentOptions(command);
  const ports = readPorts(options.port ?? []);
  let opened: readonly Opened[] = [];
  const log = createLog({
    level: options.logLevel,
    format: options.json ? 'json' : 'text',
    mask: () => maskText(programsOf(opened).map(({ mask }) => mask)),
  });

  const open = async (sandboxes: ReadonlyMap<string, LocalSandbox>): Promise<readonly Opened[]> => {
    const all: Opened[] = [];
    for (const name of names) {
      const sandbox = sandboxes.get(name);
      all.push(await openDocument(name, documentOptions, { calls: true, ...(sandbox && { sandbox }) }));
    }
    return all;
  };

  opened = await open(new Map());
  for (const one of opened) report(one, log, options.json ?? false);
  const programs = programsOf(opened);
  if (programs.every(({ servers }) => servers.length === 0)) {
    await closeAll(opened);
    throw new CommandError(
      `Nothing to serve: ${names.join(', ')} ${names.length > 1 ? 'have' : 'has'} no server that can run. capstan check says why.`,
    );
  }
  const running = await start(programs, {
    host: options.host,
    port: (namespace, written) => ports.get(namespace) ?? ports.get('*') ?? written,
    allowedHosts: options.allowHost ?? [],
    allowedOrigins: options.allowOrigin ?? [],
    maxBodyBytes: options.maxBody,
    log,
  }).catch(async (error: unknown) => {
    await closeAll(opened);
    throw error instanceof PortUnavailable ? portProblem(error) : error;
  });
  checkPortNames(ports, running);
  process.stdout.write(options.json ? readyLine(running, opened) : welcome(running, opened));

  process.on('SIGHUP', () => {
    const sandboxes = new Map(
      opened.flatMap(({ sandbox }, index) => (sandbox ? [[names[index] ?? '', sandbox] as const] : [])),
    );
    void reload(sandboxes);
  });
  const reload = async (sandboxes: ReadonlyMap<string, LocalSandbox>): Promise<void> => {
    try {
      const next = await open(sandboxes);
      for (const one of next) report(one, log, options.json ?? false);
      if (next.some(({ program }) => !program))
        return log.error('Not reloaded: the documents as they were are still served.');
      await running.reload(programsOf(next));
      opened = next;
      log.info('Reloaded.');
    } catch (error) {
      log.error(
        `Not reloaded: ${error instanceof Error ? error.message : 'unknown cause'} The documents as they were are still served.`,
      );
    }
  };

  await stopped;
  await running.stop();
  for (const { sandbox } of opened) await sandbox?.close();
}

function programsOf(opened: readonly Opened[]): readonly Program[] {
  return opened.flatMap(({ program }) => (program ? [program] : []));
}

async function closeAll(opened: readonly Opened[]): Promise<void> {
  for (const { program, sandbox } of opened) {
    await program?.close();
    await sandbox?.close();
  }
}

/** Errors and warnings are worth a look at every start; notes are for `capstan check`. */
function report({ diagnostics, loaded }: Opened, log: Log, json: boolean): void {
  const serious = diagnostics.filter(({ severity }) => severity !== 'note');
  if (!json) {
    const style = styler(process.stderr);
    for (const diagnostic of serious) process.stderr.write(`${formatDiagnostic(diagnostic, loaded.texts, style)}\n`);
    return;
  }
  for (const diagnostic of serious) log[level(diagnostic)](`${diagnostic.code}: ${diagnostic.message}`);
}

function level({ severity }: Diagnostic): 'error' | 'warn' {
  return severity === 'error' ? 'error' : 'warn';
}

/** A bare 0 moves every server to a free port; any other bare port can be that of one server only. */
function readPorts(given: readonly string[]): ReadonlyMap<string, number> {
  const parse = wholeNumber('--port', 0);
  const ports = new Map([...readNamespaced(given, () => false)].map(([namespace, text]) => [namespace, parse(text)]));
  const bare = ports.get('*');
  if (bare !== undefined && bare !== 0)
    throw usageError(`--port ${bare} does not say which server to move: --port NAMESPACE=${bare}.`);
  if ([...ports.values()].some((port) => port > 65_535)) throw usageError('--port takes a port of at most 65535.');
  return ports;
}

function checkPortNames(ports: ReadonlyMap<string, number>, running: Running): void {
  for (const namespace of ports.keys()) {
    if (namespace !== '*' && !running.servers.some((server) => server.namespace === namespace)) {
      process.stderr.write(
        `--port: no server is exposed as ${namespace}. There is ${running.servers.map((server) => server.namespace).join(', ')}.\n`,
      );
    }
  }
}

function portProblem({ message, namespace = 'NAMESPACE' }: PortUnavailable): CommandError {
  return new CommandError(
    `${message} Move the server with --port ${namespace}=PORT, or all of them to free ports with --port 0.`,
  );
}
