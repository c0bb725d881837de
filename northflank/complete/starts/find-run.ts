import { beganAt, type Run } from '../runs/run.ts';
import type { Start } from './start.ts';

/** How a lost start can be told from the runs there are. */
export type FoundRun = { readonly run: Run } | { readonly runs: readonly Run[] } | 'absent';

/** How far two clocks may differ where nothing is known of them, and how exact that is where something is; in milliseconds. */
const unknownSkew = 120_000;
const tolerance = 5000;

/** How long before a lost start a run may have begun and still be worth a look. */
export const farthest = unknownSkew + tolerance;

/**
 * Finds the run of a lost start by elimination: of the runs that began around it, those that belong to starts with an
 * answer are not it.
 *
 * @param starts all that is known of the job, this one among them; none is under way.
 * @returns the one it is; several that it may be; or that there is none.
 */
export function findRun(
  lost: Start & { readonly state: { readonly kind: 'lost' } },
  starts: Iterable<Start>,
  runs: readonly Run[],
): FoundRun {
  const all = [...starts];
  const owners = new Map(
    all.flatMap((start) => (runIdOf(start) === undefined ? [] : [[runIdOf(start), start] as const])),
  );
  const unclaimed = runs.filter(({ id }) => !owners.has(id));
  const skew = skewOf(lost, runs, owners);
  const near = unclaimed.filter((run) => isNear(run, lost, skew ?? 0, tolerance));
  if (near.length === 0) {
    const maybe = skew === undefined ? unclaimed.filter((run) => isNear(run, lost, 0, unknownSkew)) : [];
    return maybe.length === 0 ? 'absent' : { runs: maybe };
  }
  const rivals = all.filter(
    (other) =>
      other.id !== lost.id &&
      other.state.kind === 'lost' &&
      near.some((run) => isNear(run, other, skew ?? 0, tolerance)),
  );
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

/** How far Northflank's clock is ahead of ours, by the run nearest in time whose start is known; undefined where none is. */
function skewOf(
  { at }: Start,
  runs: readonly Run[],
  owners: ReadonlyMap<string | undefined, Start>,
): number | undefined {
  let nearest = Number.POSITIVE_INFINITY;
  let skew: number | undefined;
  for (const run of runs) {
    const owner = owners.get(run.id);
    if (!owner || Math.abs(owner.at - at) >= nearest) continue;
    nearest = Math.abs(owner.at - at);
    skew = beganAt(run) - owner.at;
  }
  return skew;
}

function isNear(run: Run, { at, state }: Start, skew: number, slack: number): boolean {
  const until = state.kind === 'lost' ? state.until : at;
  return beganAt(run) >= at + skew - slack && beganAt(run) <= until + skew + slack;
}
