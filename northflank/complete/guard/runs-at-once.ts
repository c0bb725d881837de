import type { Failure, Inputs, Outcome } from '../../../src/index.ts';
import { jobOf } from '../inputs.ts';
import { memberOf } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import { overLimit } from './over-limit.ts';

/** Counts the runs that were started here and are not over. */
export interface RunsAtOnce {
  /** Takes one of the places, if there is one: `done` says what the start came to. */
  take(inputs: Inputs): Promise<Failure | { done(outcome: Outcome): void }>;
}

interface Counted {
  readonly projectId: string;
  readonly jobId: string;
  /** Undefined until it has started. */
  runId: string | undefined;
}

export function createRunsAtOnce(most: number, upstream: Upstream): RunsAtOnce {
  const counted = new Set<Counted>();

  /** Looks only when it matters: most starts are far from the limit. */
  const dropConcluded = async (): Promise<void> => {
    const known = [...counted].filter(({ runId }) => runId !== undefined);
    await Promise.all(
      known.map(async (run) => {
        const outcome = await upstream.call('get-run', { ...run });
        const isGone = outcome.kind === 'refused' && outcome.answer.status === 404;
        if (isGone || memberOf(outcome, 'data.concluded') === true) counted.delete(run);
      }),
    );
  };

  return {
    async take(inputs) {
      if (counted.size >= most) await dropConcluded();
      if (counted.size >= most)
        return overLimit(
          'NORTHFLANK_MAX_RUNS',
          `${most} ${most === 1 ? 'run is' : 'runs are'} under way, the most at once. Wait until one is over (wait-for-run).`,
          { retry: 'safe' },
        );
      const place: Counted = { ...jobOf(inputs), runId: undefined };
      counted.add(place);
      return {
        done(outcome) {
          const id = memberOf(outcome, 'data.id');
          if (typeof id === 'string') place.runId = id;
          else counted.delete(place);
        },
      };
    },
  };
}
