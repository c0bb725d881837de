import { OptionError } from '../option-error.ts';
import { faultKinds, type Fault, type FaultKind } from './fault.ts';
import { pathPattern } from './path-pattern.ts';

/**
 * Reads a fault as it is given: its kind and after it, in any order and separated by commas, which requests it strikes.
 *
 *     drop-after,method=POST,path=/projects/*\/jobs/*\/runs,rate=0.1
 *     latency=250
 *     status=429,reset=2,count=3
 *
 * @throws {OptionError} for what is none.
 */
export function readFault(spec: string): Fault {
  const refuse = (why: string): OptionError => new OptionError(`The fault \`${spec}\` ${why}.`);
  const [first = '', ...rest] = spec.split(',').map((part) => part.trim());
  const [name, value] = pair(first);
  const kind = faultKinds.find((each) => each === name);
  if (kind === undefined) throw refuse(`has to begin with one of ${faultKinds.join(', ')}`);

  const settings = new Map(rest.map(pair));
  const stranger = [...settings.keys()].find((key) => !known.has(key));
  if (stranger !== undefined) throw refuse(`has \`${stranger}\`, but only ${[...known].join(', ')} go with it`);

  const numberOf = (key: string, text: string | undefined, most: number, whole = true): number | undefined => {
    if (text === undefined) return undefined;
    const number = Number(text);
    if (text !== '' && number >= 0 && number <= most && (!whole || Number.isInteger(number))) return number;
    throw refuse(`has a ${key} that is no ${whole ? 'whole ' : ''}number from 0 to ${most}`);
  };
  const { lowest, highest, required } = valuesOf[kind];
  const amount = numberOf(kind, value, highest);
  if ((required && amount === undefined) || (amount ?? lowest) < lowest) {
    throw refuse(`needs a number from ${lowest} to ${highest} after \`${kind}=\``);
  }
  return {
    spec,
    kind,
    value: amount,
    reset: numberOf('reset', settings.get('reset'), 3600),
    method: settings.get('method')?.toUpperCase(),
    matches: pathPattern(settings.get('path') ?? '/**'),
    skip: numberOf('skip', settings.get('skip'), 1e9) ?? 0,
    count: numberOf('count', settings.get('count'), 1e9) ?? Number.POSITIVE_INFINITY,
    rate: numberOf('rate', settings.get('rate'), 1, false) ?? 1,
  };
}

const known = new Set(['method', 'path', 'rate', 'count', 'skip', 'reset']);

const valuesOf: Readonly<
  Record<FaultKind, { readonly lowest: number; readonly highest: number; readonly required: boolean }>
> = {
  latency: { lowest: 0, highest: 600_000, required: true },
  status: { lowest: 400, highest: 599, required: true },
  'status-after': { lowest: 400, highest: 599, required: true },
  'drop-before': { lowest: 0, highest: 0, required: false },
  'drop-after': { lowest: 0, highest: 0, required: false },
  truncate: { lowest: 0, highest: 1e9, required: false },
};

function pair(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}
