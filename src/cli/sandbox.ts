import { Command } from 'commander';
import { startSandbox } from './bundled.ts';
import { positiveNumber, repeated, wholeNumber } from './option-parsers.ts';
import { CommandError, usageError } from './exit.ts';
import { untilStopped } from './until-stopped.ts';

interface SandboxOptions {
  readonly port: number;
  readonly host: string;
  readonly project?: readonly string[];
  readonly token?: readonly string[];
  readonly speed: number;
  readonly seed: number;
  readonly rateLimit: number;
  readonly fault?: readonly string[];
  readonly data?: string;
  readonly json?: boolean;
}

export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('serve a local Northflank: the jobs API, for trying and testing')
    .option('--port <PORT>', 'port to listen on; 0 picks a free one', wholeNumber('--port', 0), 8090)
    .option('--host <ADDRESS>', 'address to bind', '127.0.0.1')
    .option('--project <ID>', 'a project it holds (default: default-project)', repeated)
    .option(
      '--token <TOKEN>',
      'an API token it accepts (default: nf-sandbox); TOKEN=ROLE for one of the roles below',
      repeated,
    )
    .option('--speed <X>', 'runs and clock go X times faster', positiveNumber('--speed'), 1)
    .option('--seed <N>', 'the seed of everything that looks random', wholeNumber('--seed', 0), 1)
    .option('--rate-limit <N>', 'requests per hour; 0 never refuses', wholeNumber('--rate-limit', 0), 1000)
    .option('--fault <SPEC>', 'something that goes wrong, such as drop-after,method=POST,rate=0.1', repeated)
    .option('--data <FILE>', 'keep its state in this file')
    .option('--json', 'one JSON line on standard output when ready')
    .addHelpText(
      'after',
      '\nRoles: admin, read-only, deployer, or permissions with + between them.\nFaults: latency=MS, status=CODE, status-after=CODE, drop-before, drop-after, truncate[=BYTES], each with any of\nmethod=, path=, rate=, count=, skip=, reset=. They can be changed while it runs: see docs/northflank.md.\n\nIts one liberty: POST …/jobs/{id}/run is answered like …/runs, with a Deprecation header,\nso that documents written for that path can be tried.',
    )
    .action(serve);
}

async function serve(options: SandboxOptions): Promise<void> {
  const stopped = untilStopped();
  const { host, port, project, token, speed, seed, rateLimit, fault, data, json } = options;
  const sandbox = await startSandbox({
    host,
    port,
    speed,
    seed,
    rateLimit,
    ...(project && { projects: project }),
    ...(token && { tokens: token }),
    ...(fault && { faults: fault }),
    ...(data !== undefined && { data }),
  }).catch((error: NodeJS.ErrnoException) => {
    throw whyNot(error, port);
  });
  const servers = [{ namespace: 'northflank-sandbox', type: 'sandbox', url: sandbox.url }];
  process.stdout.write(
    json
      ? `${JSON.stringify({ event: 'ready', servers })}\n`
      : `The Northflank sandbox answers at ${sandbox.url}/v1\n\n  curl ${sandbox.url}/v1/projects/${project?.[0] ?? 'default-project'}/jobs -H 'Authorization: Bearer ${token?.[0]?.replace(/=[^=]+$/, '') ?? 'nf-sandbox'}'\n`,
  );
  await stopped;
  await sandbox.close();
}

function whyNot(error: NodeJS.ErrnoException, port: number): Error {
  if (error.name === 'OptionError') return usageError(error.message);
  if (error.name === 'DataFileError') return new CommandError(error.message);
  if (error.code !== 'EADDRINUSE') return error;
  return new CommandError(`Port ${port} is in use. Give another one with --port PORT (0 picks a free one).`);
}
