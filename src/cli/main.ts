import { CommanderError } from 'commander';
import { endWithReader } from './closed-output.ts';
import { printable } from './print/code-frame.ts';
import { CommandError } from './exit.ts';
import { createCli } from './cli.ts';
import { styler } from './print/style.ts';

const red = styler(process.stderr);
process.stdout.on('error', endWithReader);

createCli()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof CommandError) {
      process.stderr.write(`${red('red', 'error')} ${printable(error.message)}\n`);
      process.exitCode = error.exitCode;
    } else {
      process.stderr.write(
        `${red('red', 'error')} A defect in Capstan: ${error instanceof Error ? error.message : 'unknown'}. Please report it.\n`,
      );
      if (process.env['CAPSTAN_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
      process.exitCode = 1;
    }
  });
