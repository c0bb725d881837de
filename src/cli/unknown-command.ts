import { existsSync } from 'node:fs';
import { closestName } from '../json/closest-name.ts';
import { findBundled } from './bundled.ts';
import { usageError, type CommandError } from './exit.ts';

/** What to say where the first word is no command: it is a slip, or the document itself. */
export function unknownCommand(name: string, commands: readonly string[]): CommandError {
  const isDocument = existsSync(name) || findBundled(name) !== undefined;
  const meant = isDocument ? `run ${name}` : closestName(name, commands);
  const advice = meant === undefined ? `Commands are ${commands.join(', ')}.` : `Did you mean capstan ${meant}?`;
  return usageError(`There is no command \`${name}\`. ${advice} capstan --help says more.`);
}
