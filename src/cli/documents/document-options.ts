import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { Option, type Command } from 'commander';
import { decodeText } from '../../document/decode-text.ts';
import type { ContractMode } from '../../operation/inputs/typed-inputs.ts';
import { CommandError } from '../exit.ts';
import { repeated, wholeNumber } from '../option-parsers.ts';
import { readNamespaced, readPairs } from '../pairs.ts';

/** What the options that say how to read and call a document come to, the same for every command that takes one. */
export interface DocumentOptions {
  readonly overlays: readonly string[];
  /** By namespace; `*` is the only one there is. */
  readonly contracts: ReadonlyMap<string, string>;
  readonly allowedFolders: readonly string[];
  readonly baseUris: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly contractMode: ContractMode;
  /** Undefined: decide by whether there is a key. */
  readonly sandbox: boolean | undefined;
  /** Milliseconds. */
  readonly timeout: number;
}

/**
 * Adds the options every command with a DOCUMENT takes, so that one can be put in the place of another.
 *
 * @param calls whether the command calls the API. For one that does not, the options that are about calls are not shown.
 */
export function withDocumentOptions(command: Command, { calls }: { readonly calls: boolean }): Command {
  return command
    .option(
      '--base-uri <NAMESPACE=URL>',
      'use this address instead of the document’s (a bare URL when one API is consumed)',
      repeated,
    )
    .option('--var <NAME=VALUE>', 'value of a variable: a key, or a part of the base URI', repeated)
    .option('--overlay <FILE>', 'apply this OpenAPI overlay to the document', repeated)
    .option(
      '--contract <NAMESPACE=FILE>',
      'types from this OpenAPI contract (a bare FILE when one API is consumed)',
      repeated,
    )
    .addOption(
      new Option(
        '--contract-mode <MODE>',
        'how far a contract binds: lenient lets unknown properties pass, off only describes',
      )
        .choices(['strict', 'lenient', 'off'])
        .default('lenient'),
    )
    .option(
      '--allow-folder <FOLDER>',
      'let the document import and read files of this folder, too; its own is always allowed',
      repeated,
    )
    .option('--env-file <FILE>', 'read variables from this file; those of the environment win')
    .addOption(
      new Option('--sandbox', 'call the local Northflank sandbox instead of api.northflank.com').hideHelp(!calls),
    )
    .addOption(new Option('--no-sandbox', 'never start the sandbox').hideHelp(!calls))
    .addOption(
      new Option('--timeout <MS>', 'how long to wait for the API, in milliseconds')
        .argParser(wholeNumber('--timeout', 1))
        .default(30_000)
        .hideHelp(!calls),
    );
}

export async function readDocumentOptions(command: Command): Promise<DocumentOptions> {
  const given = command.opts<{
    baseUri?: readonly string[];
    var?: readonly string[];
    overlay?: readonly string[];
    contract?: readonly string[];
    contractMode: ContractMode;
    allowFolder?: readonly string[];
    envFile?: string;
    sandbox?: boolean;
    timeout: number;
  }>();
  return {
    overlays: given.overlay ?? [],
    allowedFolders: given.allowFolder ?? [],
    contracts: readNamespaced(given.contract ?? [], () => false),
    baseUris: readNamespaced(given.baseUri ?? [], (text) => /^https?:\/\//i.test(text)),
    variables: readPairs('--var', given.var ?? []),
    environment: given.envFile === undefined ? process.env : { ...(await readEnvFile(given.envFile)), ...process.env },
    contractMode: given.contractMode,
    sandbox: given.sandbox,
    timeout: given.timeout,
  };
}

async function readEnvFile(file: string): Promise<Record<string, string | undefined>> {
  try {
    return parseEnv(decodeText(await readFile(file)));
  } catch {
    throw new CommandError(`The env file ${file} cannot be read.`);
  }
}
