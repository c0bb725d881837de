import { createRandom } from '../random.ts';
import { conclusionOf, runName, type Ending, type Run } from './run.ts';

/** One try of a run, which has a container of its own. Times are in milliseconds. */
export interface Try {
  /** From 0. */
  readonly index: number;
  /** The name of its container. */
  readonly container: string;
  /** What is random about it begins here. */
  readonly seed: number;
  readonly begins: number;
  /** When the program in it starts. */
  readonly starts: number;
  readonly ends: number;
  readonly ending: Ending;
}

/** The tries of a run that have begun by `until` and not ended before `from`, the first first. */
export function* triesOf(run: Run, from: number, until: number): Generator<Try> {
  const { at, ending } = conclusionOf(run);
  const last = Math.ceil((at - run.startedAt) / run.tryTime) - 1;
  const first = Math.max(0, Math.floor((from - run.startedAt) / run.tryTime));
  for (let index = first; index <= last; index += 1) {
    const begins = run.startedAt + index * run.tryTime;
    if (begins > until) return;
    const ends = Math.min(begins + run.tryTime, at);
    // Whether the program fails is its own doing only where it got to its end.
    const itself = begins + run.tryTime <= at ? (index < run.failures ? 'failure' : 'success') : ending;
    const seed = Number.parseInt(run.id.slice(0, 8), 16) + index;
    yield {
      index,
      container: `${runName(run)}-${createRandom(seed).hex(5)}`,
      seed,
      begins,
      starts: begins + Math.min(800, run.tryTime / 4),
      ends,
      ending: itself,
    };
  }
}
