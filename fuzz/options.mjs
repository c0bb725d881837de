import { parseArgs } from 'node:util';

export const help = `Throws arbitrary bytes, documents and values at the built Capstan.

  npm run fuzz -- [options]

  --minutes N        how long, in all (default 1)
  --seed TEXT        the same cases again (default: another each time)
  --only KIND        bytes, documents or values
`;

export const kinds = ['bytes', 'documents', 'values'];

/** @throws Error in words for an option that cannot be used. */
export function readOptions(argv) {
  const text = { type: 'string' };
  const { values } = parseArgs({
    args: argv,
    options: { minutes: text, seed: text, only: text, help: { type: 'boolean', default: false } },
  });
  const minutes = Number(values.minutes ?? 1);
  if (!(minutes > 0)) throw new Error('--minutes takes a number above 0.');
  if (values.only !== undefined && !kinds.includes(values.only))
    throw new Error(`--only is one of ${kinds.join(', ')}.`);
  const seed = values.seed ?? String(Date.now());
  return { minutes, seed, kinds: values.only === undefined ? kinds : [values.only], help: values.help };
}
