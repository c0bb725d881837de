import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** How another program starts this command again, from whichever folder. */
export interface OwnCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** Options with a value that are about listeners, or about what is printed. */
const ofListeners = new Set(['--port', '--host', '--allow-host', '--allow-origin', '--log-level']);

/** This process's own command line, with these options in it, with whole paths, and without what is only about listeners. */
export function ownCommand(options: readonly string[]): OwnCommand {
  const [script = '', name = '', ...given] = process.argv.slice(1);
  const args: string[] = [];
  for (let index = 0; index < given.length; index++) {
    const argument = given[index] ?? '';
    if (ofListeners.has(argument)) index++;
    else if (argument !== '--json' && ![...ofListeners].some((option) => argument.startsWith(`${option}=`)))
      args.push(wholePath(argument));
  }
  return { command: process.execPath, args: [resolve(script), name, ...options, ...args] };
}

/** An argument that names a file or folder, also as `NAMESPACE=FILE`; any other stays as it is. */
function wholePath(argument: string): string {
  const [, name = '', value = ''] = /^([\w.-]+=)?(.*)$/s.exec(argument) ?? [];
  return !argument.startsWith('-') && value !== '' && existsSync(value) ? name + resolve(value) : argument;
}
