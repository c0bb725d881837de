import { Command, Option } from 'commander';
import { leastResultSize } from '../../capability/read/result-size.ts';
import { serveStdio, type StdioTransport } from '../../expose/mcp/transport/stdio.ts';
import { maskText, type Mask } from '../../consume/mask.ts';
import { PortUnavailable } from '../../runtime/listen.ts';
import { createLog, logLevels, type Log, type LogLevel } from '../../runtime/log.ts';
import type { Program } from '../../runtime/compile/program.ts';
import { start, type Running, type StartOptions } from '../../runtime/start.ts';
import { defaultDocument } from '../bundled.ts';
import { checkNames } from './check-names.ts';
import { endWithReader } from '../closed-output.ts';
import { readDocumentOptions, withDocumentOptions } from '../documents/document-options.ts';
import { CommandError } from '../exit.ts';
import { findDocuments } from '../documents/find-documents.ts';
import { closeUnlessIn, openDocuments, programsOf, type OpenedDocument } from '../documents/open-documents.ts';
import { openServers } from './open-servers.ts';
import { repeated, wholeNumber } from '../option-parsers.ts';
import { portProblem, portsBy, readPorts } from './ports.ts';
import { confirmBy, readConfirm } from './read-confirm.ts';
import { readyLine, welcome } from './ready.ts';
import { reloadOnHangUp } from './reload-on-hang-up.ts';
import { reportDocuments, say } from './report-documents.ts';
import { isAllOverStdio, onlyOverStdio, usesStdio } from './stdio.ts';
import { untilStopped } from '../until-stopped.ts';

interface RunOptions {
  readonly port?: readonly string[];
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly confirm?: readonly string[];
  readonly stdio?: string;
  readonly rateLimit?: number;
  readonly maxBody: number;
  readonly maxResult?: number;
  readonly logLevel: LogLevel;
  readonly json?: boolean;
}

export function runCommand(): Command {
  return withDocumentOptions(new Command('run'), { calls: true })
    .description('serve documents until stopped; without one, Northflank Jobs')
    .argument('[DOCUMENT...]', 'files, folders of them, URLs, - or northflank-jobs')
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
    .option(
      '--confirm <TOOL=POLICY>',
      'ask a person before a tool is called: off, prefer (where the client can ask) or require (a bare POLICY: all tools that change something)',
      repeated,
    )
    .option('--max-body <BYTES>', 'largest request body', wholeNumber('--max-body', 1), 1024 * 1024)
    .option(
      '--max-result <CHARACTERS>',
      'how much of an answer models are given, 100000 by default; the rest is cut, and said to be',
      wholeNumber('--max-result', leastResultSize),
    )
    .option(
      '--rate-limit <N>',
      'take so many calls a minute from each caller; without it, any number',
      wholeNumber('--rate-limit', 1),
    )
    .option('--stdio <NAMESPACE>', 'serve this MCP server alone, over standard input and output')
    .addOption(
      new Option('--log-level <LEVEL>', 'how much to log on standard error; debug logs every call')
        .choices(logLevels)
        .default('info'),
    )
    .option('--json', 'one JSON line on standard output when ready, logs as JSON lines on standard error')
    .addHelpText(
      'after',
      `
Servers that want the same port share it: each is below /<capability>/, and / lists what is where.
SIGTERM lets running calls finish and stops; SIGHUP reads the documents again.`,
    )
    .action(run);
}

async function run(names: readonly string[], options: RunOptions, command: Command): Promise<void> {
  const stopped = untilStopped();
  const documentOptions = await readDocumentOptions(command);
  const ports = readPorts(options.port ?? []);
  const confirm = readConfirm(options.confirm ?? []);
  const json = options.json ?? false;
  let documents: readonly OpenedDocument[] = [];
  // Running calls may still have the secrets of before a reload, so none is ever forgotten.
  const masks = new Set<Mask>();
  const log = createLog({ level: options.logLevel, format: json ? 'json' : 'text', mask: () => maskText([...masks]) });

  const open = async (): Promise<readonly OpenedDocument[]> => {
    const wanted = await findDocuments(names.length === 0 ? [defaultDocument] : names);
    const opened = await openDocuments(wanted, documentOptions, documents);
    for (const { mask } of programsOf(opened)) masks.add(mask);
    return opened;
  };
  const programsFor = (opened: readonly OpenedDocument[]): readonly Program[] =>
    options.stdio === undefined ? programsOf(opened) : onlyOverStdio(programsOf(opened), options.stdio);
  let stdio: StdioTransport | undefined;
  documents = await open();
  const serve = async (): Promise<Running> => {
    checkNames(documents, documentOptions, { ports, confirm: [...confirm.keys()] });
    reportDocuments(documents, { log, json });
    const programs = programsFor(documents);
    if (programs.every(({ servers }) => servers.length === 0)) throw nothingToServe(names, documents);
    if (usesStdio(programs)) {
      stdio = serveStdio(process.stdin, process.stdout, options.maxBody);
      // What is under way is not broken off for it: when the client is gone, its input ends.
      process.stdout.off('error', endWithReader);
    }
    return start(programs, { ...startOptions(options, { ports, confirm, log }), ...(stdio && { stdio }) });
  };
  const running = await serve().catch(async (error: unknown) => {
    await closeUnlessIn([], documents);
    throw error instanceof PortUnavailable ? portProblem(error) : error;
  });
  reloadOnHangUp({
    running,
    log,
    json,
    open,
    programs: programsFor,
    current: () => documents,
    use: (next) => (documents = next),
  });
  const warning = options.stdio === undefined ? openServers(options.host, programsFor(documents)) : undefined;
  if (warning !== undefined) say('warning', warning, { log, json });
  if (stdio) log.info(`Serving over standard input and output.`);
  else process.stdout.write(json ? readyLine(running, documents) : welcome(running, documents));

  // With nobody at the other end of the pipes, and nothing else to serve, there is nothing left to do.
  const left = stdio && isAllOverStdio(programsFor(documents)) ? [stdio.ended] : [];
  await Promise.race([stopped, ...left]);
  await running.stop();
  stdio?.close();
  await closeUnlessIn([], documents);
}

interface StartWith {
  readonly ports: ReadonlyMap<string, number>;
  readonly confirm: ReturnType<typeof readConfirm>;
  readonly log: Log;
}

function startOptions(options: RunOptions, { ports, confirm, log }: StartWith): StartOptions {
  return {
    host: options.host,
    port: portsBy(ports),
    allowedHosts: options.allowHost ?? [],
    allowedOrigins: options.allowOrigin ?? [],
    maxBodyBytes: options.maxBody,
    maxResultSize: options.maxResult,
    confirm: confirmBy(confirm),
    ...(options.rateLimit !== undefined && { callsPerMinute: options.rateLimit }),
    ...keyOption(),
    log,
  };
}

/** Processes that share it can serve each other's clients, and one that is started again those from before. */
function keyOption(): Pick<StartOptions, 'key'> {
  const key = process.env['CAPSTAN_STATE_KEY'];
  if (key === undefined || key === '') return {};
  if (Buffer.byteLength(key) < 32)
    throw new CommandError('CAPSTAN_STATE_KEY is too short: it takes at least 32 bytes.');
  return { key: Buffer.from(key) };
}

function nothingToServe(names: readonly string[], documents: readonly OpenedDocument[]): CommandError {
  const [only, ...more] = documents;
  if (!only) return new CommandError(`Nothing to serve: there is no capability document in ${names.join(', ')}.`);
  if (more.length === 0) return new CommandError(`Nothing to serve: ${only.name} has no server that can run.`);
  return new CommandError(
    `Nothing to serve: none of ${documents.length} documents has a server that can run. capstan check FILE says why.`,
  );
}
