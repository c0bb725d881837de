/** The command line of the benchmark. */
import { parseArgs } from 'node:util';

export const HELP = `Measures Capstan beside the floor, nginx and the official MCP SDK, on this machine (Linux only).

  node bench/run.mjs [options]

  --quick            one short round, for a look
  --rounds N         rounds of load (default 3)
  --requests N       timed requests a subject and round (default 20000)
  --warm-up N        requests before those (default 5000)
  --soak N           also N requests against one Capstan, its memory read on the way (1000000 for the real check)
  --only TEXT        only rows whose id holds TEXT, and the floor
  --markdown         print Markdown
`;

const QUICK = { rounds: 1, requests: 5_000, warmUp: 1_000, starts: 3 };
const FULL = { rounds: 3, requests: 20_000, warmUp: 5_000, starts: 7 };

/** Most of each, so that a slip of the keyboard does not run for days. */
const BOUNDS = { rounds: 50, requests: 1_000_000, 'warm-up': 1_000_000, soak: 20_000_000 };

/** @param {string[]} argv @throws in words for an unknown option or a number out of bounds */
export function readOptions(argv) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: flag,
      rounds: text,
      requests: text,
      'warm-up': text,
      soak: text,
      only: text,
      markdown: flag,
      help: flag,
    },
  });
  const amount = (/** @type {keyof typeof BOUNDS} */ name, /** @type {number} */ fallback, least = 1) => {
    const number = Number(values[name] ?? fallback);
    if (Number.isInteger(number) && number >= (values[name] ? least : 0) && number <= BOUNDS[name]) return number;
    throw new Error(`--${name} takes a whole number from ${least} to ${BOUNDS[name]}`);
  };
  const defaults = values.quick ? QUICK : FULL;
  return {
    rounds: amount('rounds', defaults.rounds),
    requests: amount('requests', defaults.requests, 500),
    warmUp: amount('warm-up', defaults.warmUp, 500),
    starts: defaults.starts,
    soak: amount('soak', 0, 150_000),
    only: values.only,
    markdown: values.markdown,
    help: values.help,
  };
}
