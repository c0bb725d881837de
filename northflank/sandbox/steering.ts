import type { Environment } from './jobs/job-request.ts';
import type { Random } from './random.ts';

/**
 * How a user says what is to become of a run: with these variables, of the run or of its job. Builds look at their
 * arguments of the same names.
 */
export const variables = { outcome: 'SANDBOX_OUTCOME', duration: 'SANDBOX_DURATION', log: 'SANDBOX_LOG' } as const;

/** What is to become of a run or a build. */
export interface Fate {
  /** How many of its tries fail, from the first on. */
  readonly failures: number;
  /** How long a try takes, in milliseconds. */
  readonly tryTime: number;
  /** What each try writes to its log in place of what it writes otherwise. */
  readonly log?: readonly string[];
}

/** All of them, in a form that JSON can hold. */
export const always = Number.MAX_SAFE_INTEGER;

/**
 * Reads `SANDBOX_OUTCOME` (`success`; `failure`; `failure:2`: the first two tries), `SANDBOX_DURATION` (of a try, in
 * seconds) and `SANDBOX_LOG` (lines). What they say otherwise is as if it were not there.
 */
export function readFate(environment: Environment, random: Random): Fate {
  const [, failures] = /^failure(?::(\d{1,9}))?$/.exec(environment[variables.outcome] ?? '') ?? [undefined, '0'];
  const usual = random.between(2000, 5000);
  const seconds = /^\d{1,9}(\.\d{1,3})?$/.exec(environment[variables.duration] ?? '')?.[0];
  const log = environment[variables.log];
  return {
    failures: failures === undefined ? always : Number(failures),
    // A try takes some time, so that there is never more than one at once.
    tryTime: seconds === undefined ? usual : Math.max(1, Number(seconds) * 1000),
    ...(log !== undefined && { log: log.split('\n') }),
  };
}
