/** What the user of the capability decides. Every setting is a variable: of the environment, a file of it, or `--var`. */
export interface Settings {
  /** The file that remembers starts over a restart; undefined to remember them in memory. */
  readonly dataFile: string | undefined;
  /** How long a key names its request, in milliseconds. */
  readonly keyLifetime: number;
  /** How long after a lost start its absence is believed, in milliseconds. */
  readonly settle: number;
  /** Whether runs are given a variable by which a lost start can be found again. */
  readonly correlate: boolean;
  /** How long a call waits at most for new requests when the hour's are used up, in milliseconds. */
  readonly longestRateWait: number;
  /** The plans that jobs and runs may use; undefined for any. */
  readonly allowedPlans: ReadonlySet<string> | undefined;
  readonly mostRuns: number | undefined;
  /** In seconds. */
  readonly longestDeadline: number | undefined;
  /** Names of variables whose values may be shown. */
  readonly safeKeys: ReadonlySet<string>;
  /** Whether secrets are hidden over REST as well. */
  readonly maskRest: boolean;
}

/** @param read the value of a variable; undefined where it is not set. */
export function readSettings(read: (name: string) => string | undefined): Settings {
  const number = (name: string): number | undefined => {
    const text = read(name)?.trim();
    if (text === undefined || text === '') return undefined;
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0) throw new InvalidSetting(name, 'has to be a number, 0 or more');
    return value;
  };
  const flag = (name: string): boolean => {
    const text = read(name)?.trim().toLowerCase() ?? '';
    if (['', 'false', '0', 'no', 'off'].includes(text)) return false;
    if (['true', '1', 'yes', 'on'].includes(text)) return true;
    throw new InvalidSetting(name, 'has to be true or false');
  };
  const list = (name: string): readonly string[] | undefined =>
    read(name)
      ?.split(',')
      .map((one) => one.trim())
      .filter(Boolean);
  const plans = list('NORTHFLANK_ALLOWED_PLANS');
  return {
    dataFile: read('CAPSTAN_DATA') || undefined,
    keyLifetime: (number('NORTHFLANK_KEY_HOURS') ?? 24) * 3_600_000,
    settle: (number('NORTHFLANK_SETTLE_SECONDS') ?? 2) * 1000,
    correlate: flag('NORTHFLANK_CORRELATE'),
    longestRateWait: (number('NORTHFLANK_RATE_WAIT_SECONDS') ?? 20) * 1000,
    allowedPlans: plans?.length ? new Set(plans) : undefined,
    mostRuns: number('NORTHFLANK_MAX_RUNS'),
    longestDeadline: number('NORTHFLANK_MAX_DEADLINE_SECONDS'),
    safeKeys: new Set(list('NORTHFLANK_SAFE_KEYS')),
    maskRest: flag('NORTHFLANK_MASK_REST'),
  };
}

/** Its message names the variable and never quotes its value. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';

  constructor(variable: string, why: string) {
    super(`${variable} ${why}.`);
  }
}
