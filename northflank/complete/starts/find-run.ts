import { beganAt, type Run } from '../runs/run.ts';
import { isLostStart, type LostStart, type Start } from './start.ts';

/** How a lost start can be told from the runs there are. */
export type FoundRun = { readonly run: Run } | { readonly runs: readonly Run[] } | 'absent';

/** How far Northflank's clock is ahead of ours, at least and at most, in milliseconds. */
interface Skew {
  readonly least: number;
  readonly most: number;
}

const none: Skew = { least: 0, most: 0 };

/** How far two clocks may differ where nothing is known of them, and how exact that is where something is; in milliseconds. */
const unknownSkew = 120_000;
const tolerance = 5000;

/** Northflank counts whole seconds. */
const second = 1000;

/** How long before a lost start a run may have begun and still be worth a look. */
export const farthest = unknownSkew + tolerance;

/**
 * Finds the run of a lost start by elimination: of the runs that began around it, those that belong to starts with an
 * answer are not it, and those that were there before it was sent are not either.
 *
 * @param starts all that is known of the job, this one among them; none is under way.
 * @returns the one it is; several that it may be; or that there is none.
 */
export function findRun(lost: LostStart, starts: Iterable<Start>, runs: readonly Run[]): FoundRun {
  const all = [...starts];
  const owners = new Map(
    all.flatMap((start) => (runIdOf(start) === undefined ? [] : [[runIdOf(start), start] as const])),
  );
  const unclaimed = runs.filter(({ id }) => !owners.has(id));
  const skew = skewOf(lost, runs, owners);
  const near = unclaimed.filter((run) => mayBe(run, lost, skew ?? none, tolerance));
  if (near.length === 0) {
    const maybe = skew === undefined ? unclaimed.filter((run) => mayBe(run, lost, none, unknownSkew)) : [];
    return maybe.length === 0 ? 'absent' : { runs: maybe };
  }
  const rivals = all
    .filter(isLostStart)
    .filter((other) => other.id !== lost.id && near.some((run) => mayBe(run, other, skew ?? none, tolerance)));
  // Runs of the same request are as good as each other: it does not matter who of several gets which.
  const alike = rivals.every(({ fingerprint }) => fingerprint === lost.fingerprint);
  const oldest = near.at(-1);
  return alike && oldest && near.length <= rivals.length + 1 ? { run: oldest } : { runs: near };
}

function runIdOf({ state }: Start): string | undefined {
  if (state.kind !== 'done') return undefined;
  const { data } = state.answer as { readonly data?: { readonly id?: string } }; // answers without an id are not kept
  return data?.id;
}

/** By the run nearest in time that Northflank answered with; undefined where there is none. */
function skewOf({ at }: Start, runs: readonly Run[], owners: ReadonlyMap<string | undefined, Start>): Skew | undefined {
  let nearest = Number.POSITIVE_INFINITY;
  let skew: Skew | undefined;
  for (const run of runs) {
    const owner = owners.get(run.id);
    if (owner?.state.kind !== 'done' || owner.state.answeredAt === undefined) continue;
    if (Math.abs(owner.at - at) >= nearest) continue;
    nearest = Math.abs(owner.at - at);
    // It began between the two, of which the first may be long before: the requests of the hour are waited for.
    skew = { least: beganAt(run) - owner.state.answeredAt, most: beganAt(run) + second - owner.at };
  }
  return skew;
}

function mayBe(run: Run, { at, state, earlier }: LostStart, { least, most }: Skew, slack: number): boolean {
  if (earlier?.includes(run.id)) return false;
  if (state.among) return state.among.includes(run.id);
  return beganAt(run) >= at + least - slack && beganAt(run) <= state.until + most + slack;
}
