import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const help = `Calls everything that capability documents expose, and compares what arrives upstream with what they say.

  npm run corpus -- [DIR] [options]

  DIR                the documents, *.yaml and *.yml below it (default ../shared/corpus/public)
  --seed TEXT        other values (default 1)
  --only TEXT        only documents whose name holds TEXT
  --timeout MS       milliseconds a call may take (default 10000)
  --verbose          every operation
  --json             a JSON line for each document, the totals in the last
`;

const usual = fileURLToPath(new URL('../../../shared/corpus/public', import.meta.url));

/** @throws Error in words for an unknown option, or when there is no folder to read. */
export function readOptions(argv) {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { seed: text, only: text, timeout: text, verbose: flag, json: flag, help: flag },
  });
  const [folder = usual] = positionals;
  if (!values.help && !existsSync(folder))
    throw new Error(`There is no folder ${folder}. Give the folder of the documents.`);
  const timeout = Number(values.timeout ?? 10_000);
  if (!(timeout > 0)) throw new Error('--timeout takes a number of milliseconds.');
  const { only = '', seed = '1', verbose, json, help: wantsHelp } = values;
  return { folder, seed, only, timeout, verbose, json, help: wantsHelp };
}
