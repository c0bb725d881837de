import { Command } from 'commander';
import { startSandbox } from './bundled.ts';
import { positiveNumber, repeated, wholeNumber } from './option-parsers.ts';
import { CommandError } from './exit.ts';
import { untilStopped } from './until-stopped.ts';

interface SandboxOptions {
  readonly port: number;
  readonly host: string;
  readonly project?: readonly string[];
  readonly token?: readonly string[];
  readonly speed: number;
  readonly seed: number;
  readonly rateLimit: number;
  readonly json?: boolean;
}

export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('serve a local Northflank: the jobs API in memory, for trying and testing')
    .option('--port <PORT>', 'port to listen on; 0 picks a free one', wholeNumber('--port', 0), 8090)
    .option('--host <ADDRESS>', 'address to bind', '127.0.0.1')
    .option('--project <ID>', 'a project it holds (default: default-project)', repeated)
    .option('--token <TOKEN>', 'an API token it accepts (default: nf-sandbox)', repeated)
    .option('--speed <X>', 'runs and clock go X times faster', positiveNumber('--speed'), 1)
    .option('--seed <N>', 'the seed of everything that looks random', wholeNumber('--seed', 0), 1)
    .option('--rate-limit <N>', 'requests per hour; 0 never refuses', wholeNumber('--rate-limit', 0), 1000)
    .option('--json', 'one JSON line on standard output when ready')
    .addHelpText(
      'after',
      '\nIts one liberty: POST …/jobs/{id}/run is answered like …/runs, with a Deprecation header,\nso that documents written for that path can be tried.',
    )
    .action(serve);
}

async function serve(options: SandboxOptions): Promise<void> {
  const stopped = untilStopped();
  const { host, port, project, token, speed, seed, rateLimit, json } = options;
  const sandbox = await startSandbox({
    host,
    port,
    speed,
    seed,
    rateLimit,
    ...(project && { projects: project }),
    ...(token && { tokens: token }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new CommandError(`Port ${port} is in use. Give another one with --port PORT (0 picks a free one).`);
  });
  const servers = [{ namespace: 'northflank-sandbox', type: 'sandbox', url: sandbox.url }];
  process.stdout.write(
    json
      ? `${JSON.stringify({ event: 'ready', servers })}\n`
      : `The Northflank sandbox answers at ${sandbox.url}/v1\n\n  curl ${sandbox.url}/v1/projects/${project?.[0] ?? 'default-project'}/jobs -H 'Authorization: Bearer ${token?.[0] ?? 'nf-sandbox'}'\n`,
  );
  await stopped;
  await sandbox.close();
}
