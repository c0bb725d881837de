import { Command } from 'commander';
import { version } from '../runtime/version.ts';
import { callCommand } from './call/call.ts';
import { checkCommand } from './check/check.ts';
import { initCommand } from './init.ts';
import { planCommand } from './plan/plan.ts';
import { runCommand } from './run/run.ts';
import { sandboxCommand } from './sandbox.ts';
import { styler } from './print/style.ts';
import { unknownCommand } from './unknown-command.ts';

/** The command line. Wrong usage ends with exit code 2, which commander itself would call 1. */
export function createCli(): Command {
  const cli = new Command('capstan')
    .description('Runs capability documents: one YAML file in, a REST API and an MCP server out.')
    .version(version)
    .addHelpText(
      'after',
      `
A DOCUMENT is a file, a URL, - for standard input, or one that comes with Capstan:
northflank-jobs, or northflank-jobs-complete with all that concerns jobs.

Examples:
  capstan run                                     serve Northflank Jobs, in its sandbox while no API key is set
  capstan run my-api.yaml --env-file .env         serve a document of your own
  capstan check my-api.yaml                       see what is wrong with it, inferred or left out
  capstan plan my-api.yaml                        see what each operation takes and would send
  capstan init my-api.yaml > explicit.yaml        write down what was inferred, as an overlay
  capstan call northflank-jobs list-jobs-project projectId=default-project`,
    );
  for (const command of [runCommand(), checkCommand(), planCommand(), callCommand(), initCommand(), sandboxCommand()])
    cli.addCommand(command.showHelpAfterError(hint(command.name())));
  const names = cli.commands.map((command) => command.name());
  cli.on('command:*', ([name = '']: readonly string[]) => {
    throw unknownCommand(name, names);
  });
  cli.showHelpAfterError('Run capstan --help to see what there is.');
  const red = styler(process.stderr);
  for (const command of [cli, ...cli.commands])
    command.exitOverride().configureOutput({
      outputError: (text, write) => write(text.replace(/^error:/, red('red', 'error'))),
    });
  return cli;
}

function hint(command: string): string {
  const help = `Run capstan ${command} --help to see the options.`;
  return command === 'call'
    ? `capstan plan DOCUMENT lists the operations. Their inputs are written NAME=VALUE, without hyphens. ${help}`
    : help;
}
